//! Which pages there are, and what `check` says about them.

use super::events::all;
use super::tests_that_write::{PageTest, find};
use super::{handlers, problems, settings};
use crate::scratch::Scratch;

const SCHEMA: &str = "package motcua.a.v1;\n\n// A thing began.\n// Subject: motcua.v1.a.thing.began\nmessage Began {\n  \
                      string id = 1;\n}\n";

fn checkout() -> Scratch {
    Scratch::of(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"services/a\", \"services/b\"]"),
        ("proto-schemas/motcua/a/v1/events.proto", SCHEMA),
        ("services/a/Cargo.toml", "[package]\nname = \"motcua-a\""),
        ("services/a/src/lib.rs", "mod announce;"),
        (
            "services/a/src/announce.rs",
            "use motcua_contracts::a::Began;\nfn began() -> Vec<E> { vec![E::of(&Began { id })] }",
        ),
        ("services/b/Cargo.toml", "[package]\nname = \"motcua-b\""),
        ("services/b/src/lib.rs", "mod consumers;"),
        (
            "services/b/src/consumers.rs",
            "use motcua_contracts::a::Began;\nasync fn on_began(app: &App, event: Received<Began>) {}",
        ),
        ("services/b/tests/it/main.rs", "#[test]\nfn the_page_is_true() { assert_page(\"b.md\", &page()); }"),
    ])
}

#[test]
fn an_event_is_read_from_its_schema() {
    let events = all(checkout().root());
    assert_eq!(events.len(), 1);
    assert_eq!((events[0].producer(), events[0].aggregate()), ("a", "thing"));
    assert_eq!((events[0].message.as_str(), events[0].meaning.as_str()), ("Began", "A thing began."));
}

#[test]
fn handlers_and_builders_of_an_event_are_listed() {
    let page = handlers::page(checkout().root());
    let row = "| `motcua.v1.a.thing.began` | [a `began`](../../services/a/src/announce.rs) | [b \
               `on_began`](../../services/b/src/consumers.rs) |";
    assert!(page.contains("## a: thing") && page.contains(row), "{page}");
}

#[test]
fn tests_that_write_pages_are_found() {
    let expected = PageTest { package: "motcua-b".into(), test: "the_page_is_true".into(), page: "b.md".into() };
    assert_eq!(find(checkout().root()), [expected]);
}

#[test]
fn a_page_that_is_missing_or_written_by_nothing_is_a_problem() {
    let scratch = checkout();
    scratch.write("docs/reference/by-hand.md", "# By hand");
    let problems = problems(scratch.root());
    for expected in
        ["docs/reference/b.md is out of date", "docs/reference/events.md is out of date", "by-hand.md: `gen"]
    {
        assert!(problems.iter().any(|problem| problem.contains(expected)), "{expected}: {problems:?}");
    }
}

#[test]
fn only_a_file_may_go_without_a_comment() {
    let text = "# Requests a second.\nrate = 50\nrate_burst = 60\n# A key; a secret.\nkey = \"\"\nkey_file = \"\"\n";
    let page = settings::page(Scratch::of(&[("libs/kit/src/config.toml", text)]).root());
    for row in [
        "| `MOTCUA_RATE` | `50` | Requests a second. |",
        "| `MOTCUA_RATE_BURST` | `60` | see the setting above |",
        "| `MOTCUA_KEY_FILE` |  | the same, read from a file |",
    ] {
        assert!(page.contains(row), "{row}: {page}");
    }
}
