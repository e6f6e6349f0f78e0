//! Which file uses which, and where the uses lead in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::modules::paths::Place;
use crate::modules::{Modules, Target};

/// One use of an item that another file defines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The file that uses it.
    pub from: PathBuf,
    /// The file that defines it.
    pub to: PathBuf,
    /// The item.
    pub item: String,
    /// The first line with the use.
    pub line: usize,
}

/// The uses among files that use each other in a circle.
#[derive(Debug)]
pub struct Circle<'a>(pub Vec<&'a Edge>);

impl<'a> Circle<'a> {
    /// The files, each once.
    pub fn files(&self) -> BTreeSet<&'a PathBuf> {
        self.0.iter().map(|edge| &edge.from).collect()
    }
}

/// Every use of another file's item; a `pub use` alone is none.
pub fn edges(modules: &Modules) -> Vec<Edge> {
    let mut first: BTreeMap<(PathBuf, PathBuf, String), usize> = BTreeMap::new();
    for (path, module) in modules.iter() {
        for named in module.named.iter().filter(|named| named.place != Place::Reexport) {
            let (to, item) = match modules.resolve(path, &named.path) {
                Some(Target::Item { file, name }) if file != module.file => (file, name),
                _ => continue,
            };
            let line = first.entry((module.file.clone(), to, item)).or_insert(named.line);
            *line = named.line.min(*line);
        }
    }
    first.into_iter().map(|((from, to, item), line)| Edge { from, to, item, line }).collect()
}

/// The circles among these uses, the largest first.
pub fn circles<'a>(edges: impl IntoIterator<Item = &'a Edge>) -> Vec<Circle<'a>> {
    let edges: Vec<&Edge> = edges.into_iter().collect();
    let mut nodes = BTreeMap::new();
    let mut graph = DiGraph::<(), ()>::new();
    for edge in &edges {
        let [from, to] = [&edge.from, &edge.to].map(|file| *nodes.entry(file).or_insert_with(|| graph.add_node(())));
        graph.add_edge(from, to, ());
    }
    let components = tarjan_scc(&graph);
    let component_of: BTreeMap<_, _> =
        components.iter().enumerate().flat_map(|(index, files)| files.iter().map(move |file| (*file, index))).collect();
    let mut circles: BTreeMap<usize, Vec<&Edge>> = BTreeMap::new();
    for edge in edges {
        let [from, to] = [&edge.from, &edge.to].map(|file| component_of[&nodes[file]]);
        if from == to {
            circles.entry(from).or_default().push(edge);
        }
    }
    let mut circles: Vec<Circle> = circles.into_values().map(Circle).collect();
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.0.len()));
    circles
}

/// The items that tie a circle together, each with its file: once they are moved to a file below, none is left. Found
/// one after another, each time the one that opens most.
pub fn ties<'a>(circle: &Circle<'a>) -> Vec<(&'a PathBuf, &'a str)> {
    let (mut left, mut ties) = (circle.0.clone(), Vec::new());
    while !left.is_empty() {
        let candidates: BTreeSet<_> = left.iter().map(|edge| (&edge.to, edge.item.as_str())).collect();
        let Some(tie) = candidates.into_iter().min_by_key(|tie| without(&left, *tie).len()) else { break };
        left = without(&left, tie);
        ties.push(tie);
    }
    ties
}

/// The uses that still stand in circles when those of one item are gone.
fn without<'a>(edges: &[&'a Edge], (file, item): (&PathBuf, &str)) -> Vec<&'a Edge> {
    let left = edges.iter().copied().filter(|edge| edge.to != *file || edge.item != item);
    circles(left).into_iter().flat_map(|circle| circle.0).collect()
}
