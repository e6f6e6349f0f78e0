//! Every link from one document of the repository to another leads to a file, and to a heading that exists.

use std::path::{Path, PathBuf};

/// Folders with documents, and the root itself.
const FOLDERS: [&str; 3] = ["docs", "helm/motcua", "services"];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn documents() -> Vec<PathBuf> {
    let mut found = in_folder(root(), false);
    found.extend(FOLDERS.iter().flat_map(|folder| in_folder(&root().join(folder), true)));
    found
}

fn in_folder(folder: &Path, deep: bool) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().filter(|_| deep).flat_map(|folder| in_folder(folder, true));
    files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")).chain(below).collect()
}

/// The text outside of code blocks.
fn prose(document: &Path) -> String {
    let text = std::fs::read_to_string(document).unwrap();
    text.split("```").step_by(2).collect()
}

/// The targets of `[…](target)` that are no addresses.
fn links(prose: &str) -> impl Iterator<Item = &str> {
    let targets = prose.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    targets.filter(|target| !target.contains("://") && !target.contains(' '))
}

/// A heading as the address of its place: lower case, without punctuation, spaces as hyphens.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn has_place(document: &Path, place: &str) -> bool {
    let prose = prose(document);
    let mut headings = prose.lines().filter_map(|line| line.strip_prefix('#')).map(|line| line.trim_start_matches('#'));
    headings.any(|heading| anchor(heading) == place) || prose.contains(&format!("id=\"{place}\""))
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let documents = documents();
    assert!(documents.len() > 30, "{} documents", documents.len());
    let mut broken = Vec::new();
    for document in &documents {
        for link in links(&prose(document)) {
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { document.clone() } else { document.parent().unwrap().join(file) };
            if !target.exists() || !place.is_empty() && !has_place(&target, place) {
                broken.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
