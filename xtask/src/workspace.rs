//! The crates of the checkout, and which of them are services.

use std::path::{Path, PathBuf};

use crate::files::read;

/// The composition of all services; every other folder in `services` is one.
pub const COMPOSITION: &str = "motcua";

/// Folders of all crates, as the root manifest lists them.
pub fn crates(root: &Path) -> Vec<PathBuf> {
    let manifest = manifest(root);
    let members = manifest.get("workspace").and_then(|workspace| workspace.get("members")?.as_array());
    let listed = members.into_iter().flatten().filter_map(toml::Value::as_str);
    listed
        .flat_map(|member| match member.strip_suffix("/*") {
            Some(folder) => folders_with_manifest(&root.join(folder)),
            None => vec![root.join(member)],
        })
        .collect()
}

/// Names of all services: the folders in `services` that are crates, but for the composition.
pub fn services(root: &Path) -> Vec<String> {
    let folders = folders_with_manifest(&root.join("services"));
    let names = folders.iter().filter_map(|folder| folder.file_name()?.to_str());
    names.filter(|name| *name != COMPOSITION).map(str::to_owned).collect()
}

/// A crate's `Cargo.toml`; empty when it cannot be read.
pub fn manifest(folder: &Path) -> toml::Table {
    read(&folder.join("Cargo.toml")).parse().unwrap_or_default()
}

/// Files that a crate's modules begin with.
pub fn root_files(folder: &Path) -> Vec<PathBuf> {
    let roots = ["src/lib.rs", "src/main.rs"].map(|name| folder.join(name));
    roots.into_iter().filter(|path| path.exists()).collect()
}

fn folders_with_manifest(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("Cargo.toml").exists()).collect();
    folders.sort();
    folders
}
