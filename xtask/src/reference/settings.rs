//! The page of settings, from the annotated file of defaults.

use std::fmt::Write;
use std::path::Path;

use crate::files::read;

/// Every setting with its default and its meaning.
pub fn page(root: &Path) -> String {
    let mut page = String::from(
        "# Settings\n\nWritten from `libs/kit/src/config.toml`; do not edit. Each is set by the environment.\n\n| Variable | Default | Meaning |\n|---|---|---|\n",
    );
    let mut meaning = String::new();
    for line in read(&root.join("libs/kit/src/config.toml")).lines() {
        if let Some(comment) = line.strip_prefix("# ") {
            meaning = if meaning.is_empty() { comment.to_owned() } else { format!("{meaning} {comment}") };
        } else if let Some((key, value)) = line.split_once(" = ") {
            let value = value.trim_matches('"');
            let shown = if value.is_empty() { String::new() } else { format!("`{value}`") };
            let meaning = std::mem::take(&mut meaning);
            let meaning = if meaning.is_empty() { without_comment(key).to_owned() } else { meaning };
            // Writing to a string cannot fail.
            let _ = writeln!(page, "| `MOTCUA_{}` | {shown} | {} |", key.to_uppercase(), meaning.replace('|', "\\|"));
        } else {
            meaning.clear();
        }
    }
    page
}

/// The meaning of a setting without a comment of its own: a file with the setting above it, which has one.
fn without_comment(key: &str) -> &'static str {
    if key.ends_with("_file") { "the same, read from a file" } else { "see the setting above" }
}
