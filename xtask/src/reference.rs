//! The reference pages that are written from the code, and the check that they are still true.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::files::{read, with_ending};

/// Writes the pages.
pub fn write(root: &Path) -> Result<(), Vec<String>> {
    for (path, text) in pages(root) {
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, text));
        written.map_err(|error| vec![format!("{}: {error}", path.display())])?;
    }
    Ok(())
}

/// Pages that no longer say what the code says.
pub fn differences(root: &Path) -> Vec<String> {
    let stale = pages(root).into_iter().filter(|(path, text)| read(path) != *text);
    stale.map(|(path, _)| format!("{}: out of date, run `cargo run -p xtask -- generate`", path.display())).collect()
}

fn pages(root: &Path) -> Vec<(PathBuf, String)> {
    let folder = root.join("docs/reference");
    vec![(folder.join("settings.md"), settings(root)), (folder.join("events.md"), events(root))]
}

fn settings(root: &Path) -> String {
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
            let meaning = if meaning.is_empty() { "the same, read from a file".to_owned() } else { meaning };
            // Writing to a string cannot fail.
            let _ = writeln!(page, "| `MOTCUA_{}` | {shown} | {} |", key.to_uppercase(), meaning.replace('|', "\\|"));
        } else {
            meaning.clear();
        }
    }
    page
}

fn events(root: &Path) -> String {
    let mut page = String::from(
        "# Events\n\nWritten from `proto-schemas/`; do not edit. The subject is also the CloudEvents type; the body is the message in protobuf.\n\n| Subject | Message | Meaning |\n|---|---|---|\n",
    );
    for file in with_ending(&root.join("proto-schemas/motcua"), ".proto") {
        let text = read(&file);
        let package = text
            .lines()
            .find_map(|line| line.strip_prefix("package "))
            .unwrap_or_default()
            .trim_end_matches(';')
            .to_owned();
        let (mut meaning, mut subject) = (Vec::new(), None);
        for line in text.lines() {
            if let Some(found) = line.strip_prefix("// Subject: ") {
                subject = Some(found.to_owned());
            } else if let Some(comment) = line.strip_prefix("// ") {
                meaning.push(comment.to_owned());
            } else if let Some(name) = line.strip_prefix("message ") {
                if let Some(subject) = subject.take() {
                    let name = name.trim_end_matches(" {");
                    let _ = writeln!(page, "| `{subject}` | `{package}.{name}` | {} |", meaning.join(" "));
                }
                meaning.clear();
            } else {
                meaning.clear();
            }
        }
    }
    page
}
