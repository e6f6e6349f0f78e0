//! The definitions on the page and over HTTP, and the tests that each of them names.

use std::path::Path;

use motcua_reporting::domain::{definitions, page};
use motcua_testkit::Engine;
use motcua_testkit::reference::assert_page;

use crate::fixture::Fixture;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_reference_page_matches_the_definitions() {
    assert_page("definitions.md", &page());
}

#[test]
fn every_definition_names_tests_that_exist() {
    for proof in definitions().into_iter().flat_map(|one| one.proofs) {
        let (file, test) = proof.split_once("::").unwrap();
        let code = std::fs::read_to_string(root().join(file)).unwrap_or_default();
        let lines: Vec<&str> = code.lines().map(str::trim).collect();
        let is_it = |line: &&str| line.contains(&format!("fn {test}("));
        let at = lines.iter().position(is_it).unwrap_or_else(|| panic!("{proof}: no such test"));
        assert!(lines[at - 1].contains("test"), "{proof}: no test");
    }
}

#[test]
fn every_definition_is_complete_and_has_a_unique_key() {
    let mut keys = std::collections::BTreeSet::new();
    for one in definitions() {
        for text in [&*one.term.vi, &*one.term.en, &*one.rule.vi, &*one.rule.en, &*one.source] {
            assert!(!text.is_empty() && !text.contains(['|', '\n']), "{}", one.key);
        }
        assert!(!one.proofs.is_empty(), "{}", one.key);
        assert!(keys.insert(one.key.clone()), "{}", one.key);
    }
}

#[tokio::test]
async fn the_definitions_are_public() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let shown = fixture.service.get("/v1/public/definitions", "").await.expect(200);
    assert_eq!(shown, serde_json::to_value(definitions()).unwrap());
    assert_eq!(shown[10]["term"]["vi"], "Trước hạn (cột 8)");
}
