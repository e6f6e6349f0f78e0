//! What belongs to a service besides its code: its page, its tests, its place in the composition, the chart and the image.

use std::collections::BTreeSet;
use std::path::Path;

use crate::files::{read, with_ending};
use crate::workspace::{COMPOSITION, crates, manifest, services};

/// Files that every service has.
const FILES: [&str; 5] = ["README.md", "src/lib.rs", "src/main.rs", "tests/it/main.rs", "Cargo.toml"];
const CHART_NAMES: &str = "helm/motcua/templates/_helpers.tpl";
const CHART_VALUES: &str = "helm/motcua/values.yaml";
const IMAGE: &str = ".containerignore";
const CLUSTER: &str = "tests/it/cluster.rs";

/// What is missing of each service.
pub fn problems(root: &Path) -> Vec<String> {
    let all = services(root);
    let each = all.iter().flat_map(|name| {
        let mut problems = missing_files(root, name);
        problems.extend(without_tests(root, name));
        problems.extend(not_composed(root, name));
        problems.extend(not_in_chart(root, name));
        problems.extend(not_in_cluster(root, name));
        problems.extend(depends_on_another(root, name, &all));
        problems
    });
    let unknown = chart_names(root).into_iter().filter(|name| !all.contains(name));
    let unknown = unknown.map(|name| format!("{CHART_NAMES}: there is no services/{name}"));
    each.chain(unknown).chain(not_in_image(root)).collect()
}

/// The image is built from the folders that its ignore file lets in.
fn not_in_image(root: &Path) -> Vec<String> {
    let allowed = read(&root.join(IMAGE));
    let crates = crates(root).into_iter();
    let folders = crates.filter_map(|folder| Some(folder.strip_prefix(root).ok()?.iter().next()?.to_str()?.to_owned()));
    let folders: BTreeSet<String> = folders.collect();
    let missing = folders.into_iter().filter(|folder| !allowed.lines().any(|line| line == format!("!{folder}")));
    missing.map(|folder| format!("{IMAGE} does not let {folder} into the image's build")).collect()
}

fn missing_files(root: &Path, name: &str) -> Vec<String> {
    let folder = root.join("services").join(name);
    let missing = FILES.iter().filter(|file| !folder.join(file).exists());
    missing.map(|file| format!("services/{name}/{file} is missing")).collect()
}

fn without_tests(root: &Path, name: &str) -> Option<String> {
    let files = with_ending(&root.join("services").join(name).join("tests/it"), ".rs");
    let tested = files.iter().any(|file| read(file).contains("#[test]") || read(file).contains("#[tokio::test"));
    (!tested).then(|| format!("services/{name}/tests/it has no test"))
}

/// The composition depends on it and starts it.
fn not_composed(root: &Path, name: &str) -> Vec<String> {
    let composition = root.join("services").join(COMPOSITION);
    let mut problems = Vec::new();
    if !depends(&composition, "dependencies", name) {
        problems.push(format!("services/{COMPOSITION}/Cargo.toml does not depend on motcua-{name}"));
    }
    let sources = with_ending(&composition.join("src"), ".rs");
    if !sources.iter().any(|file| read(file).contains(&format!("motcua_{name}"))) {
        problems.push(format!("services/{COMPOSITION}/src does not start motcua_{name}"));
    }
    problems
}

fn not_in_chart(root: &Path, name: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !chart_names(root).iter().any(|listed| listed == name) {
        problems.push(format!("{CHART_NAMES}: motcua.names does not list {name}"));
    }
    let values = read(&root.join(CHART_VALUES));
    let mut services = values.lines().skip_while(|line| *line != "services:").skip(1);
    let own = format!("  {name}:");
    if !services.by_ref().take_while(|line| line.starts_with([' ', '#'])).any(|line| line.starts_with(&own)) {
        problems.push(format!("{CHART_VALUES}: services has no {name}"));
    }
    problems
}

fn chart_names(root: &Path) -> Vec<String> {
    let text = read(&root.join(CHART_NAMES));
    let names = text.split_once("define \"motcua.names\" -}}").and_then(|(_, rest)| rest.split_once("{{-"));
    names.map(|(names, _)| names.split_whitespace().map(str::to_owned).collect()).unwrap_or_default()
}

/// A service with consumers runs in the tests of the whole system as a process of its own.
fn not_in_cluster(root: &Path, name: &str) -> Option<String> {
    let consumes = root.join("services").join(name).join("src/consumers.rs").exists();
    let runs = read(&root.join(CLUSTER)).contains(&format!("\"{name}\""));
    (consumes && !runs).then(|| format!("{CLUSTER}: SERVICES does not list {name}"))
}

/// Services know each other's events, never each other.
fn depends_on_another(root: &Path, name: &str, all: &[String]) -> Vec<String> {
    let folder = root.join("services").join(name);
    let others = all.iter().filter(|other| *other != name);
    others
        .filter(|other| ["dependencies", "dev-dependencies"].iter().any(|table| depends(&folder, table, other)))
        .map(|other| format!("services/{name} depends on services/{other}"))
        .collect()
}

fn depends(folder: &Path, table: &str, service: &str) -> bool {
    manifest(folder).get(table).is_some_and(|table| table.get(format!("motcua-{service}")).is_some())
}
