//! Circles are found through every kind of path, and only between files that define something.

use super::graph::{Edge, circles, edges, ties};
use crate::modules::Modules;
use crate::scratch::Scratch;

/// Uses among these files of a crate.
fn uses(files: &[(&str, &str)]) -> Vec<Edge> {
    let scratch = Scratch::of(files);
    edges(&Modules::read(&scratch.path("lib.rs")).unwrap())
}

fn count(files: &[(&str, &str)]) -> usize {
    circles(&uses(files)).len()
}

#[test]
fn two_files_that_use_each_other_are_a_circle() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::B; pub struct A(B);"),
        ("b.rs", "pub struct B; fn f() { super::a::A::new(); }"),
    ];
    assert_eq!(count(&files), 1);
}

#[test]
fn a_parent_that_only_reexports_is_in_no_circle() {
    let files = [
        ("lib.rs", "mod a;"),
        ("a.rs", "mod x; mod y; pub use x::X; pub use y::Y;"),
        ("a/x.rs", "use super::Y; pub struct X(Y);"),
        ("a/y.rs", "pub struct Y;"),
    ];
    assert_eq!(count(&files), 0);
    assert_eq!(uses(&files).len(), 1);
}

#[test]
fn a_child_that_uses_what_its_parent_defines_is_in_a_circle_when_the_parent_uses_it() {
    let files = [
        ("lib.rs", "mod child; pub struct Shared; fn f() { child::run() }"),
        ("child.rs", "use super::Shared; pub fn run() {}"),
    ];
    let uses = uses(&files);
    let circles = circles(&uses);
    assert_eq!(circles.len(), 1);
    // One of the two has to move; the first in order is named.
    assert_eq!(ties(&circles[0]).len(), 1);
}

#[test]
fn paths_in_macros_and_attributes_count() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b; pub fn text() { vec![b::B] }"),
        ("b.rs", "#[derive(D)] pub struct B { #[serde(with = \"crate::a::text\")] x: u8 }"),
    ];
    assert_eq!(count(&files), 1);
}

#[test]
fn tests_and_other_crates_are_ignored() {
    let files = [
        ("lib.rs", "mod a; mod b; use chrono;"),
        ("a.rs", "use crate::b::B; pub struct A(B); use other::b::C;"),
        ("b.rs", "pub struct B; #[cfg(test)] mod tests { use crate::a::A; } #[cfg(test)] mod more;"),
    ];
    assert_eq!(count(&files), 0);
}

#[test]
fn a_module_and_an_item_may_share_a_name() {
    let files = [
        ("lib.rs", "mod decide; mod user; pub use decide::decide;"),
        ("decide.rs", "pub fn decide() {} pub struct Refusal;"),
        ("user.rs", "use crate::{decide, decide::Refusal};"),
    ];
    let items: Vec<_> = uses(&files).into_iter().map(|edge| edge.item).collect();
    assert_eq!(items, ["Refusal", "decide"]);
}
