//! Each rule on a scratch checkout that breaks it.

use super::service::Service;
use super::{domain, layers, problems, recipe, shape, status, wildcards};
use crate::scratch::Scratch;

const MAIN: &str = "//! Starts it.\n";
const CHART: &str = "backends:\n  - name: a\n    lookupKey: true\n\nservices:\n  - name: other";

/// A checkout with one service that breaks no rule.
fn checkout() -> Scratch {
    Scratch::of(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"services/*\"]\n[workspace.dependencies]\nmotcua-a = {}"),
        (".containerignore", "*\n!services"),
        ("services/motcua/Cargo.toml", "[dependencies]\nmotcua-a = {}"),
        ("services/motcua/src/platform.rs", "//! Starts all.\nuse motcua_a as a;"),
        ("services/a/Cargo.toml", "[package]\nname = \"motcua-a\""),
        ("services/a/README.md", "# a"),
        ("services/a/src/main.rs", MAIN),
        ("services/a/src/lib.rs", "//! A service.\nmod commands;\nmod consumers;\nmod domain;\nmod http;\nmod store;"),
        ("services/a/src/commands.rs", "//! Commands.\nuse crate::domain::Stage;\npub struct Done(Stage);"),
        ("services/a/src/consumers.rs", "//! Consumers."),
        ("services/a/src/domain.rs", "//! Rules.\nuse motcua_office::Role;\npub struct Stage;"),
        ("services/a/src/http.rs", "//! Operations.\nuse crate::commands::Done;"),
        ("services/a/src/store.rs", "//! Rows.\npub mod entities;"),
        ("services/a/src/store/entities.rs", "//! Rows as they are.\npub struct Row { status: i32 }"),
        ("services/a/tests/it/main.rs", "//! Tests.\n#[test]\nfn one() {}"),
        ("helm/motcua/values.yaml", CHART),
    ])
}

/// Problems of the rules about one service's code, after a file of it was replaced.
fn after(file: &str, text: &str, rule: fn(&Service) -> Vec<String>) -> Vec<String> {
    let scratch = checkout();
    scratch.write(&format!("services/a/src/{file}"), text);
    rule(&Service::read(scratch.root(), "services/a").unwrap())
}

#[test]
fn a_complete_service_breaks_no_rule() {
    assert_eq!(problems(checkout().root()), [""; 0]);
}

#[test]
fn a_new_service_folder_is_found_and_everything_it_lacks_is_named() {
    let scratch = checkout();
    scratch.write("services/fresh/Cargo.toml", "[package]");
    let problems = recipe::problems(scratch.root());
    for expected in [
        "services/fresh/README.md is missing",
        "services/fresh/src/lib.rs is missing",
        "services/fresh/tests/it/main.rs is missing",
        "services/fresh/tests/it has no test",
        "Cargo.toml: [workspace.dependencies] does not list motcua-fresh",
        "services/motcua/Cargo.toml does not depend on motcua-fresh",
        "services/motcua/src does not start motcua_fresh",
        "helm/motcua/values.yaml: `backends` does not list fresh",
        "services/fresh/src/consumers.rs is missing: tests/it/cluster.rs finds the service by it",
    ] {
        assert!(problems.iter().any(|problem| problem == expected), "{expected}: {problems:?}");
    }
}

#[test]
fn the_rules_about_code_hold_for_a_new_service_too() {
    let scratch = checkout();
    scratch.write("services/fresh/Cargo.toml", "[package]");
    scratch.write("services/fresh/src/lib.rs", "//! New.\nmod domain;");
    scratch.write("services/fresh/src/domain.rs", "//! Rules.\nuse axum::Router;");
    let problems = problems(scratch.root());
    assert!(problems.iter().any(|problem| problem.contains("a domain must not use axum::Router")), "{problems:?}");
}

#[test]
fn the_chart_names_no_service_that_does_not_exist() {
    let scratch = checkout();
    scratch.write("helm/motcua/values.yaml", &CHART.replace("\n\n", "\n  - name: b\n\n"));
    assert_eq!(recipe::problems(scratch.root()), ["helm/motcua/values.yaml: there is no services/b"]);
}

#[test]
fn a_crate_that_the_image_leaves_out_is_noticed() {
    let scratch = checkout();
    let manifest =
        "[workspace]\nmembers = [\"services/*\", \"demonstration\"]\n[workspace.dependencies]\nmotcua-a = {}";
    scratch.write("Cargo.toml", manifest);
    assert_eq!(
        recipe::problems(scratch.root()),
        [".containerignore does not let demonstration into the image's build"]
    );
}

#[test]
fn services_do_not_depend_on_each_other() {
    let scratch = checkout();
    scratch.write("services/b/Cargo.toml", "[dev-dependencies]\nmotcua-a = {}");
    let problems = recipe::problems(scratch.root());
    assert!(problems.contains(&"services/b depends on services/a".to_owned()), "{problems:?}");
}

#[test]
fn a_domain_does_no_io_and_never_awaits() {
    let text = "//! Rules.\nuse axum::Router;\nasync fn now() { other().await; Uuid::now_v7() }";
    assert_eq!(after("domain.rs", text, domain::problems).len(), 4);
    let tests = "//! Rules.\n#[cfg(test)]\nmod tests { use tokio::time; }";
    assert_eq!(after("domain.rs", tests, domain::problems), [""; 0]);
}

#[test]
fn commands_know_no_http() {
    let text = "//! Commands.\nuse crate::http::View;\nfn f() { super::http::view() }";
    let problems = after("commands.rs", text, layers::problems);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0], "services/a/src/commands.rs:2: `commands` must not use `http` (crate::http::View)");
    let other = "//! Commands.\nuse axum::http::StatusCode;\nuse motcua_kit::http::CommandResponse;";
    assert_eq!(after("commands.rs", other, layers::problems), [""; 0]);
}

#[test]
fn a_wildcard_over_events_is_a_problem() {
    let empty = "//! Rules.\nfn f(event: E) { match event { E::A => g(), _ => {} } match event { _ => () } }";
    assert_eq!(after("domain.rs", empty, wildcards::problems).len(), 2);
    let apply = "//! Rules.\nimpl T { fn apply(self, event: E) -> T { match event { E::A => T, _ => self } } }";
    assert_eq!(after("domain.rs", apply, wildcards::problems).len(), 1);
    let pair = "//! Rules.\nfn decide(s: S, c: C) { match (s, c) { (A, B) => Ok(()), _ => Err(Refusal) } }";
    assert_eq!(after("domain.rs", pair, wildcards::problems), [""; 0]);
}

#[test]
fn a_wildcard_that_succeeds_without_effect_is_a_problem() {
    let swallowed = "//! Events.\nfn f(event: E) -> R { match event { E::A => g(), _ => Ok(()) } }";
    for part in ["commands.rs", "consumers.rs"] {
        assert_eq!(after(part, swallowed, wildcards::problems).len(), 1, "{part}");
    }
}

#[test]
fn a_national_status_is_not_a_bare_number() {
    for text in [
        "//! A view.\nstruct View { status: Option<i32> }",
        "//! A view.\nfn f(status: i32) {}",
        "//! A view.\nimpl Stage { fn status(&self) -> i32 { 4 } }",
        "//! A view.\nfn f(row: Row) -> bool { row.status == 4 }",
        "//! A view.\nfn f() -> Filter { Filter { status: Some(4) } }",
    ] {
        assert!(!after("http.rs", text, status::problems).is_empty(), "{text}");
    }
    for text in [
        "//! A view.\nstruct View { status: Status }",
        "//! A view.\nfn f(status: u16) {}",
        "//! A view.\n#[derive(FromQueryResult)]\nstruct Row { status: i32 }",
    ] {
        assert_eq!(after("http.rs", text, status::problems), [""; 0], "{text}");
    }
}

#[test]
fn a_file_opens_with_a_sentence_and_is_not_too_long() {
    let scratch = checkout();
    scratch.write("services/a/src/main.rs", &"fn f() {}\n".repeat(500));
    let problems = shape::problems(scratch.root());
    assert_eq!(problems.len(), 2, "{problems:?}");
}
