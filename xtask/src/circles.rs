//! Circles among the files of a crate: files of which each uses, directly or through others, what the next defines.
//!
//! A path counts for the file that defines what it names, whatever `pub use` it comes through; a `pub use` alone and
//! `#[cfg(test)]` count for nothing. A method call counts for nothing either: only names are followed, not types.

pub mod graph;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::files::shown;
use crate::modules::Modules;
use crate::workspace::{crates, root_files};
use graph::{Circle, circles, edges, ties};

/// Every circle of the checkout: its files, the items that tie them together, and every use with its line.
pub fn problems(root: &Path) -> Vec<String> {
    crates(root).iter().flat_map(|folder| root_files(folder)).flat_map(|file| in_crate(root, &file)).collect()
}

fn in_crate(root: &Path, file: &Path) -> Vec<String> {
    match Modules::read(file) {
        Ok(modules) => circles(&edges(&modules)).iter().map(|circle| described(root, circle)).collect(),
        Err(problem) => vec![problem],
    }
}

fn described(root: &Path, circle: &Circle) -> String {
    let names: Vec<String> = circle.files().into_iter().map(|file| shown(root, file)).collect();
    let ties = ties(circle).into_iter().map(|(file, item)| format!("`{item}` of {}", shown(root, file)));
    let ties: Vec<String> = ties.collect();
    let mut text = format!(
        "{} files use each other in a circle: {}\n  tied by {}",
        names.len(),
        names.join(", "),
        ties.join(", ")
    );
    let mut uses: BTreeMap<(&PathBuf, &PathBuf), Vec<String>> = BTreeMap::new();
    for edge in &circle.0 {
        uses.entry((&edge.from, &edge.to)).or_default().push(format!("{}:{}", edge.item, edge.line));
    }
    for ((from, to), items) in uses {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {} -> {}: {}", shown(root, from), shown(root, to), items.join(" "));
    }
    text
}

#[cfg(test)]
mod tests;
