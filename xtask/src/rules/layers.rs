//! Which part of a service may use which: the domain nothing, the store the domain, commands both; HTTP comes last.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::service::Service;
use crate::modules::Target;

/// A part of a service with the parts that it must not use.
const FORBIDDEN: [(&str, &[&str]); 3] = [
    ("domain", &["announce", "commands", "consumers", "http", "store"]),
    ("store", &["announce", "commands", "consumers", "http"]),
    ("commands", &["consumers", "http"]),
];

/// Uses that run against the order of the parts: of each file and part the first.
pub fn problems(service: &Service) -> Vec<String> {
    let mut first: BTreeMap<(&PathBuf, &str, String), (usize, String)> = BTreeMap::new();
    for (path, module) in service.modules.iter() {
        let Some((part, forbidden)) = FORBIDDEN.iter().find(|(part, _)| path.first().is_some_and(|own| own == part))
        else {
            continue;
        };
        for named in &module.named {
            let target = service.modules.resolve(path, &named.path);
            let Some(other) = target.and_then(|target| part_of(service, &target)) else { continue };
            if forbidden.contains(&other.as_str()) {
                let found = (named.line, named.path.join("::"));
                first
                    .entry((&module.file, part, other))
                    .and_modify(|known| *known = known.clone().min(found.clone()))
                    .or_insert(found);
            }
        }
    }
    let problems = first.into_iter().map(|((file, part, other), (line, path))| {
        format!("{}: `{part}` must not use `{other}` ({path})", service.place(file, line))
    });
    problems.collect()
}

/// The part of the service in which a path ends.
fn part_of(service: &Service, target: &Target) -> Option<String> {
    match target {
        Target::Module(path) => path.first().cloned(),
        Target::Item { file, .. } => {
            let source = service.folder.join("src");
            let first = file.strip_prefix(source).ok()?.components().next()?;
            Some(first.as_os_str().to_str()?.trim_end_matches(".rs").to_owned())
        }
    }
}
