//! The shape of every source file: an opening sentence, and a length that one can read.

use std::path::Path;

use crate::files::{read, shown, with_ending};
use crate::workspace::crates;

/// Most lines of a file. Around 100 is usual; a longer one reads better in two.
const LONGEST: usize = 400;

/// Files that break the rule.
pub fn problems(root: &Path) -> Vec<String> {
    let files = crates(root).into_iter().flat_map(|folder| with_ending(&folder, ".rs"));
    files.flat_map(|file| in_file(root, &file)).collect()
}

fn in_file(root: &Path, file: &Path) -> Vec<String> {
    let (text, mut problems) = (read(file), Vec::new());
    if !text.starts_with("//! ") {
        problems.push(format!("{}: does not open with a sentence that says what it owns", shown(root, file)));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        problems.push(format!("{}: {lines} lines, more than {LONGEST}", shown(root, file)));
    }
    problems
}
