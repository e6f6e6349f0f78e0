//! Chores: `check` holds the architecture fences, `generate` writes the reference pages that come from the code.

mod fences;
mod files;
mod reference;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Asked at run time: the program may have been built in another checkout that shares the target folder.
    let here = std::env::current_dir().unwrap_or_default();
    let root = here.ancestors().find(|folder| folder.join("Cargo.lock").exists()).unwrap_or(&here);
    let done = match std::env::args().nth(1).as_deref() {
        Some("check") => check(root),
        Some("generate") => reference::write(root),
        _ => Err(vec!["usage: cargo run -p xtask -- check | generate".to_owned()]),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            eprintln!("{} problems", problems.len());
            ExitCode::FAILURE
        }
    }
}

fn check(root: &Path) -> Result<(), Vec<String>> {
    let mut problems = fences::problems(root);
    problems.extend(reference::differences(root));
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}
