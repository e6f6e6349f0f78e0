//! Committed migrations never change: a database that ran one must not differ from one that runs it tomorrow.
//!
//! `docs/reference/migrations.lock` holds a line for each: its name and a hash of what it does. A migration that is not
//! committed yet may change; its line is then deleted by hand and written again by `generate`.

mod source;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::files::{read, shown};
use source::{Migration, find};

const HEADER: &str = "# Written by `cargo run -p xtask -- generate`, which only adds lines: a committed migration never \
                      changes.\n# Name, and SHA-256 of what it does.\n";

/// Differences between the migrations of the tree and those of the lock file.
pub fn problems(root: &Path) -> Vec<String> {
    let found = match find(root) {
        Ok(found) => found,
        Err(problems) => return problems,
    };
    let locked = locked(root);
    let gone = locked.keys().filter(|name| !found.contains_key(*name));
    let gone = gone.map(|name| format!("{name}: a committed migration is gone; databases that ran it cannot start"));
    let differing = found.values().filter_map(|migration| difference(root, migration, locked.get(&migration.name)));
    gone.chain(differing).collect()
}

fn difference(root: &Path, migration: &Migration, locked: Option<&String>) -> Option<String> {
    let file = shown(root, &migration.file);
    match locked {
        Some(hash) if *hash == migration.hash => None,
        Some(_) => Some(format!(
            "{file}: the committed migration {} changed; restore it and add a new one after it (if it is not \
             committed yet: delete its line in {} and run `cargo run -p xtask -- generate`)",
            migration.name,
            lock_file(Path::new("")).display()
        )),
        None => Some(format!("{file}: {} is new, run `cargo run -p xtask -- generate`", migration.name)),
    }
}

/// Adds the new migrations to the lock file.
pub fn write(root: &Path) -> Vec<String> {
    let found = match find(root) {
        Ok(found) => found,
        Err(problems) => return problems,
    };
    let mut all = found.into_iter().map(|(name, migration)| (name, migration.hash)).collect::<BTreeMap<_, _>>();
    all.extend(locked(root));
    let mut text = HEADER.to_owned();
    for (name, hash) in all {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name} {hash}");
    }
    let path = lock_file(root);
    let written = std::fs::write(&path, text);
    written.err().map(|error| format!("{}: {error}", path.display())).into_iter().collect()
}

fn locked(root: &Path) -> BTreeMap<String, String> {
    let text = read(&lock_file(root));
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    lines.map(|(name, hash)| (name.to_owned(), hash.to_owned())).collect()
}

fn lock_file(root: &Path) -> PathBuf {
    root.join("docs/reference/migrations.lock")
}

#[cfg(test)]
mod tests;
