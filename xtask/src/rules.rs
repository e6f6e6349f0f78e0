//! Rules of the architecture that a program can check.

mod domain;
mod layers;
mod recipe;
mod service;
mod shape;
mod status;
mod wildcards;

use std::path::Path;

use crate::workspace::services;
use service::Service;

/// Every rule that is broken, one sentence each.
pub fn problems(root: &Path) -> Vec<String> {
    let mut problems = recipe::problems(root);
    for name in services(root) {
        problems.extend(checked(
            root,
            &format!("services/{name}"),
            &[domain::problems, layers::problems, wildcards::problems, status::problems],
        ));
    }
    for folder in ["demonstration", "services/motcua"] {
        problems.extend(checked(root, folder, &[status::problems]));
    }
    problems.extend(shape::problems(root));
    problems
}

/// What some rules find in a crate.
fn checked(root: &Path, folder: &str, rules: &[fn(&Service) -> Vec<String>]) -> Vec<String> {
    match Service::read(root, folder) {
        Ok(service) => rules.iter().flat_map(|rule| rule(&service)).collect(),
        Err(problem) => vec![problem],
    }
}

#[cfg(test)]
mod tests;
