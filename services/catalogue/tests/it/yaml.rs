//! Files in YAML: the import reads what the export writes, and their published schema.

use axum::body::Body;
use axum::http::{Request, header};
use motcua_office::Role;
use motcua_testkit::reference::assert_page;
use motcua_testkit::service::key;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::files::{document, filled, outcomes, wrong};
use crate::fixture::Fixture;

const IMPORT: &str = "/v1/catalogue/import";
const YAML: &str = "application/yaml";

/// Sends a file as it is.
async fn send(fixture: &Fixture, token: &str, query: &str, key: &str, kind: &str, text: &str) -> Answer {
    let request = Request::post(format!("{IMPORT}{query}"))
        .header(header::CONTENT_TYPE, kind)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("idempotency-key", key)
        .body(Body::from(text.to_owned()))
        .expect("a request");
    fixture.service.send(request).await
}

async fn import(fixture: &Fixture, query: &str, text: &str) -> Answer {
    send(fixture, &fixture.editor, query, &key(), YAML, text).await
}

async fn exported(fixture: &Fixture) -> String {
    let text = fixture.read_as_editor("/v1/catalogue/export?format=yaml").await.expect(200);
    text.as_str().expect("text").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_yaml_file_is_imported_without_changes() {
    on_both(unchanged).await;
}

async fn unchanged(engine: Engine) {
    let fixture = filled(engine).await;
    let text = exported(&fixture).await;
    let report = import(&fixture, "", &text).await.expect(200);
    assert_eq!(
        (outcomes(&report).len(), &report["dryRun"], &report["applied"]),
        (4, &json!(true), &json!(false)),
        "a dry run by default"
    );
    assert!(outcomes(&report).iter().all(|row| row.ends_with("unchanged")), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_yaml_file_takes_effect_once() {
    on_both(edited).await;
}

async fn edited(engine: Engine) {
    let fixture = filled(engine).await;
    let text = exported(&fixture).await.replace("name: Sở Công Thương", "name: Sở Công Thương tỉnh Lai Châu");
    let key = key();
    let report = send(&fixture, &fixture.editor, "?dryRun=false", &key, YAML, &text).await.expect(200);
    assert_eq!((outcomes(&report)[0].as_str(), &report["applied"]), ("agency H35.05 changed", &json!(true)));
    let again = send(&fixture, &fixture.editor, "?dryRun=false", &key, YAML, &text).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    send(&fixture, &fixture.editor, "?dryRun=true", &key, YAML, &text).await.expect(422);
    let agencies = fixture.read("/v1/agencies").await.expect(200);
    assert_eq!(agencies["items"][0]["name"], "Sở Công Thương tỉnh Lai Châu");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_rows_of_a_yaml_file_are_reported_row_by_row() {
    on_both(wrong_rows).await;
}

async fn wrong_rows(engine: Engine) {
    let fixture = filled(engine).await;
    // Without quotes a code is a number; and the unit has another code wherever it is named.
    let text = exported(&fixture).await.replace("\"1.000001\"", "1.000001").replace("H35.05.04", "H35.05.99");
    let report = import(&fixture, "?dryRun=false", &text).await.expect(200);
    let expected =
        ["agency H35.05 changed", "calendar H35 unchanged", "procedure  refused", "procedure 1.000002 refused"];
    assert_eq!((outcomes(&report), &report["applied"]), (expected.map(String::from).to_vec(), &json!(false)));
    let expected = ["/document/procedures/0/code type", "/document/procedures/1/effectiveFrom overlap"];
    assert_eq!(wrong(&report), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yaml_file_is_bounded_and_needs_an_editor() {
    on_both(guarded).await;
}

async fn guarded(engine: Engine) {
    let fixture = Fixture::start(engine).await;
    let bomb = "agencies: &a [1, 2]\ncalendars: *a\nprocedures: [*a, *a]\n";
    for text in [bomb, "agencies: [", "agencies: []\nagencies: []\n", "agencies: []\n---\nagencies: []\n"] {
        let refused = import(&fixture, "", text).await.expect(400);
        assert_eq!(refused["code"], "malformed", "{text}");
        assert!(refused["detail"].as_str().is_some_and(|detail| detail.contains("YAML")), "{refused}");
    }
    import(&fixture, "", "").await.expect(422);
    let answer = import(&fixture, "", "agencies: []\ncolour: red\n").await;
    assert_eq!(answer.wrong_fields(), ["/document/colour"]);
    import(&fixture, "?colour=red", "agencies: []\n").await.expect(422);
    import(&fixture, "", &" ".repeat(motcua_kit::http::BODY_LIMIT + 1)).await.expect(413);
    send(&fixture, "", "", &key(), YAML, "agencies: []").await.expect(401);
    let clerk = fixture.service.issuer.somebody(&[Role::Clerk], None);
    send(&fixture, &clerk, "", &key(), YAML, "agencies: []").await.expect(403);
    send(&fixture, &fixture.editor, "", "", YAML, "agencies: []").await.expect(422);
    send(&fixture, &fixture.editor, "", &key(), "text/plain", "agencies: []").await.expect(415);
    let json = json!({"document": {}}).to_string();
    let answer = send(&fixture, &fixture.editor, "?dryRun=false", &key(), "application/json", &json).await;
    assert_eq!(answer.wrong_fields(), ["/query/dryRun"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_schema_validates_an_exported_file() {
    on_both(schema).await;
}

async fn schema(engine: Engine) {
    let fixture = filled(engine).await;
    let answer = fixture.read("/v1/catalogue/files/schema").await;
    assert_eq!(answer.header("content-type"), "application/schema+json");
    let answer = answer.expect(200);
    let schema: Value = match &answer {
        Value::String(text) => serde_json::from_str(text).expect("JSON"),
        other => other.clone(),
    };
    let written = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    assert_page("catalogue-file.schema.json", &written);

    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let text = exported(&fixture).await;
    assert!(validator.is_valid(&serde_saphyr::from_str::<Value>(&text).expect("YAML")));
    let mut file = document();
    file["procedures"][0]["cases"][0]["terms"][0]["channel"] = json!("fax");
    file["agencies"][0]["colour"] = json!("red");
    assert_eq!(validator.iter_errors(&file).count(), 2);
    assert!(!validator.is_valid(&json!([bodies::agency()])));
}
