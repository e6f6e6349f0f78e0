//! Checks of the source tree, and the reference pages that are generated from it.
//!
//! - `check` fails when a rule of the architecture is broken or a generated page is out of date.
//! - `circles` lists the files of a crate that use each other in a circle (part of `check`).
//! - `events` lists every event with its publisher and its handlers.
//! - `generate` writes every page of `docs/reference` and records new migrations.

mod circles;
mod files;
mod migrations;
mod modules;
mod reference;
mod rules;
#[cfg(test)]
mod scratch;
mod syntax;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo run -p xtask -- check | circles | events | generate";

fn main() -> ExitCode {
    // Found at run time: the program may have been built in another checkout that shares the target folder.
    let here = std::env::current_dir().unwrap_or_default();
    let root = here.ancestors().find(|folder| folder.join("Cargo.lock").exists()).unwrap_or(&here);
    let problems = match std::env::args().nth(1).as_deref() {
        Some("check") => check(root),
        Some("circles") => circles::problems(root),
        Some("events") => reference::print_events(root),
        Some("generate") => reference::write(root),
        _ => vec![USAGE.to_owned()],
    };
    problems.iter().for_each(|problem| eprintln!("{problem}"));
    if problems.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("{} problems", problems.len());
    ExitCode::FAILURE
}

fn check(root: &Path) -> Vec<String> {
    let mut problems = rules::problems(root);
    problems.extend(circles::problems(root));
    problems.extend(migrations::problems(root));
    problems.extend(reference::problems(root));
    problems
}
