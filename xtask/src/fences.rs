//! The architecture fences: a rule that matters gets a program that checks it.

use std::path::{Path, PathBuf};

use crate::files::{read, with_ending};

const SERVICES: [&str; 9] =
    ["catalogue", "gateway", "intake", "portal", "processing", "ratings", "reporting", "results", "routing"];
/// What a pure domain may not know.
const WORLD: [&str; 6] = ["axum", "sea_orm", "tokio", "async_nats", "motcua_kit", "motcua_messaging"];
/// Plain data of the kit that a domain may name.
const PLAIN: [&str; 2] = ["motcua_kit::auth::Role", "motcua_kit::problem::FieldError"];
const LONGEST: usize = 450;

/// Every rule that is broken, one sentence each.
pub fn problems(root: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    for service in SERVICES {
        let folder = root.join("services").join(service);
        problems.extend(depends_on_another_service(&folder, service));
        problems.extend(impure_domain(&folder));
        problems.extend(missing_files(&folder));
    }
    for file in sources(root) {
        problems.extend(without_opening_sentence(&file));
        problems.extend(too_long(&file));
    }
    problems
}

fn sources(root: &Path) -> Vec<PathBuf> {
    ["libs", "services", "proto-schemas", "xtask", "tests"]
        .iter()
        .flat_map(|part| with_ending(&root.join(part), ".rs"))
        .collect()
}

/// Services know each other's events, never each other.
fn depends_on_another_service(folder: &Path, service: &str) -> Vec<String> {
    let manifest: toml::Table = read(&folder.join("Cargo.toml")).parse().unwrap_or_default();
    let others = SERVICES.iter().filter(|other| **other != service);
    others
        .filter(|other| {
            let name = format!("motcua-{other}");
            ["dependencies", "dev-dependencies"]
                .iter()
                .any(|table| manifest.get(*table).and_then(|table| table.get(&name)).is_some())
        })
        .map(|other| format!("services/{service} depends on services/{other}"))
        .collect()
}

/// A domain decides without touching the world.
fn impure_domain(folder: &Path) -> Vec<String> {
    let mut files = with_ending(&folder.join("src/domain"), ".rs");
    files.push(folder.join("src/domain.rs"));
    let mut problems = Vec::new();
    for file in files {
        let text = PLAIN.iter().fold(read(&file), |text, plain| text.replace(plain, ""));
        let used = WORLD.iter().filter(|name| text.contains(&format!("{name}::")));
        problems.extend(used.map(|name| format!("{}: a domain must not use {name}", file.display())));
        if text.contains("async fn") || text.contains("Uuid::now_v7") {
            problems.push(format!("{}: a domain neither waits nor mints ids", file.display()));
        }
    }
    problems
}

/// Knowing one service is knowing all.
fn missing_files(folder: &Path) -> Vec<String> {
    let all = ["README.md", "src/lib.rs", "src/main.rs"];
    all.iter()
        .map(|name| folder.join(name))
        .filter(|path| !path.exists())
        .map(|path| format!("missing: {}", path.display()))
        .collect()
}

fn without_opening_sentence(file: &Path) -> Option<String> {
    (!read(file).starts_with("//! "))
        .then(|| format!("{}: does not open with a sentence that says what it owns", file.display()))
}

fn too_long(file: &Path) -> Option<String> {
    let lines = read(file).lines().count();
    (lines > LONGEST).then(|| format!("{}: {lines} lines, more than {LONGEST}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_an_opening_sentence_is_noticed() {
        let folder = std::env::temp_dir().join(format!("xtask-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("src/domain")).unwrap();
        let file = folder.join("src/domain/rule.rs");
        std::fs::write(&file, "use axum::Router;\nasync fn now() {}\n").unwrap();
        assert!(without_opening_sentence(&file).is_some());
        assert_eq!(impure_domain(&folder).len(), 2);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
