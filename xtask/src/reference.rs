//! The pages of `docs/reference`, all of which are generated.
//!
//! Some are written here from the source text. The others are written by tests, since only the running code knows what
//! they say: a test that calls `assert_page` compares the page, and writes it instead when `generate` runs it.

mod events;
mod handlers;
mod settings;
mod tests_that_write;

use std::path::{Path, PathBuf};

use crate::files::{read, shown};
use tests_that_write::PageTest;

const STALE: &str = "is out of date, run `cargo run -p xtask -- generate`";

/// Writes all pages and records new migrations.
pub fn write(root: &Path) -> Vec<String> {
    let written =
        pages(root).into_iter().map(|(path, text)| std::fs::write(&path, text).map_err(|error| (path, error)));
    let mut problems: Vec<String> =
        written.filter_map(Result::err).map(|(path, error)| format!("{}: {error}", shown(root, &path))).collect();
    problems.extend(crate::migrations::write(root));
    problems.extend(tests_that_write::run(root, &tests_that_write::find(root)));
    problems.extend(without_writer(root));
    problems
}

/// Pages that differ from the source, are missing, or are written by nothing. What tests write they compare themselves.
pub fn problems(root: &Path) -> Vec<String> {
    let stale = pages(root).into_iter().filter(|(path, text)| read(path) != *text);
    let mut problems: Vec<String> = stale.map(|(path, _)| format!("{} {STALE}", shown(root, &path))).collect();
    let missing = tests_that_write::find(root).into_iter().map(|test| folder(root).join(test.page));
    problems.extend(missing.filter(|page| !page.exists()).map(|page| format!("{} {STALE}", shown(root, &page))));
    problems.extend(without_writer(root));
    problems
}

/// Prints every event with the functions that build and handle it.
pub fn print_events(root: &Path) -> Vec<String> {
    print!("{}", handlers::listing(root));
    Vec::new()
}

fn pages(root: &Path) -> Vec<(PathBuf, String)> {
    let pages = [
        ("settings.md", settings::page(root)),
        ("events.md", events::page(root)),
        ("handlers.md", handlers::page(root)),
    ];
    pages.into_iter().map(|(name, text)| (folder(root).join(name), text)).collect()
}

fn without_writer(root: &Path) -> Vec<String> {
    let mut written: Vec<PathBuf> = pages(root).into_iter().map(|(path, _)| path).collect();
    written.push(folder(root).join("migrations.lock"));
    written.extend(tests_that_write::find(root).into_iter().map(|PageTest { page, .. }| folder(root).join(page)));
    let existing = std::fs::read_dir(folder(root)).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut orphans: Vec<PathBuf> = existing.filter(|path| !written.contains(path)).collect();
    orphans.sort();
    orphans.iter().map(|path| format!("{}: `generate` does not write this page", shown(root, path))).collect()
}

fn folder(root: &Path) -> PathBuf {
    root.join("docs/reference")
}

#[cfg(test)]
mod tests;
