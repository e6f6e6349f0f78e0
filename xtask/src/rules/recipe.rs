//! What belongs to a service besides its code: its page, its tests, its place in the composition, the chart and the image.

use std::collections::BTreeSet;
use std::path::Path;

use crate::files::{read, with_ending};
use crate::workspace::{COMPOSITION, crates, manifest, services};

/// Files that every service has.
const FILES: [&str; 5] = ["README.md", "src/lib.rs", "src/main.rs", "tests/it/main.rs", "Cargo.toml"];
/// Services that the chart and the tests of the cluster shape know by name; all others are backends.
const FRONT: [&str; 2] = ["gateway", "portal"];
const CHART: &str = "helm/motcua/values.yaml";
const IMAGE: &str = ".containerignore";

/// What is missing of each service.
pub fn problems(root: &Path) -> Vec<String> {
    let (all, backends) = (services(root), backends(root));
    let each = all.iter().flat_map(|name| {
        let mut problems = missing_files(root, name);
        problems.extend(without_tests(root, name));
        problems.extend(not_composed(root, name));
        if !FRONT.contains(&name.as_str()) {
            problems.extend(not_in_chart(name, &backends));
            problems.extend(not_in_cluster(root, name));
        }
        problems.extend(depends_on_another(root, name, &all));
        problems
    });
    let unknown = backends.iter().filter(|name| !all.contains(name));
    let unknown = unknown.map(|name| format!("{CHART}: there is no services/{name}"));
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

/// The workspace lists it; the composition depends on it and starts it.
fn not_composed(root: &Path, name: &str) -> Vec<String> {
    let composition = root.join("services").join(COMPOSITION);
    let mut problems = Vec::new();
    if !in_workspace(root, name) {
        problems.push(format!("Cargo.toml: [workspace.dependencies] does not list motcua-{name}"));
    }
    if !depends(&composition, "dependencies", name) {
        problems.push(format!("services/{COMPOSITION}/Cargo.toml does not depend on motcua-{name}"));
    }
    let sources = with_ending(&composition.join("src"), ".rs");
    if !sources.iter().any(|file| read(file).contains(&format!("motcua_{name}"))) {
        problems.push(format!("services/{COMPOSITION}/src does not start motcua_{name}"));
    }
    problems
}

fn in_workspace(root: &Path, name: &str) -> bool {
    let manifest = manifest(root);
    let listed = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    listed.is_some_and(|listed| listed.get(format!("motcua-{name}")).is_some())
}

fn not_in_chart(name: &str, backends: &[String]) -> Option<String> {
    let listed = backends.iter().any(|listed| listed == name);
    (!listed).then(|| format!("{CHART}: `backends` does not list {name}"))
}

/// The names under `backends` in the values of the chart.
fn backends(root: &Path) -> Vec<String> {
    let values = read(&root.join(CHART));
    let table = values.lines().skip_while(|line| *line != "backends:").skip(1);
    let entries =
        table.take_while(|line| line.starts_with([' ', '#'])).filter_map(|line| line.strip_prefix("  - name: "));
    entries.map(|name| name.trim().to_owned()).collect()
}

/// A service runs in the tests of the whole system as a process of its own, found by its handlers of events.
fn not_in_cluster(root: &Path, name: &str) -> Option<String> {
    let file = format!("services/{name}/src/consumers.rs");
    (!root.join(&file).exists()).then(|| format!("{file} is missing: tests/it/cluster.rs finds the service by it"))
}

/// A service uses the events of other services, never their crates.
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
