//! A body is checked against its published schema: all errors are reported at once, and no value is repeated.

use motcua_office::Role;
use motcua_testkit::{Answer, Engine, TestService};
use serde_json::{Value, json};

use crate::fixture::{note, open};

async fn write(service: &TestService, body: &Value) -> Answer {
    let token = service.issuer.somebody(&[Role::Clerk], None);
    service.command("/v1/notes", &token, body).await
}

fn codes(answer: &Answer) -> Vec<(String, String)> {
    let text = |error: &Value, field: &str| error[field].as_str().unwrap_or_default().to_owned();
    let errors = answer.json["errors"].as_array().cloned().unwrap_or_default();
    let mut codes: Vec<_> = errors.iter().map(|error| (text(error, "pointer"), text(error, "code"))).collect();
    codes.sort();
    codes
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_is_named_at_once() {
    let service = open(Engine::Sqlite).await;
    let wrong = json!({"title": "x", "copies": 9, "phone": "12", "dossierId": "no id", "kind": "third",
        "lines": [{"text": 7, "more~/": 1}, {"text": ""}, {"text": "c"}], "remark": "longer than ten", "extra": true});
    let answer = write(&service, &wrong).await;
    let expected = [
        ("/copies", "too-large"),
        ("/dossierId", "format"),
        ("/extra", "unknown-field"),
        ("/kind", "value"),
        ("/lines", "too-many"),
        ("/lines/0/more~0~1", "unknown-field"),
        ("/lines/0/text", "type"),
        ("/lines/1/text", "too-short"),
        ("/phone", "pattern"),
        ("/remark", "too-long"),
        ("/title", "too-short"),
    ];
    assert_eq!(codes(&answer), expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    assert_eq!(answer.json["code"], "validation");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_missing_field_is_named_at_once() {
    let service = open(Engine::Sqlite).await;
    let answer = write(&service, &json!({})).await;
    let required = ["/copies", "/dossierId", "/kind", "/lines", "/phone", "/title"];
    assert_eq!(codes(&answer), required.map(|pointer| (pointer.to_owned(), "required".to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_without_fields_names_unknown_fields() {
    let service = open(Engine::Sqlite).await;
    let token = service.issuer.somebody(&[Role::Clerk], None);
    service.command("/v1/signatures", &token, &json!({})).await.expect(204);
    let answer = service.command("/v1/signatures", &token, &json!({"one": 1, "two": 2})).await;
    let expected = [("/one", "unknown-field"), ("/two", "unknown-field")];
    assert_eq!(codes(&answer), expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    assert_eq!(service.command("/v1/signatures", &token, &json!([])).await.wrong_fields(), [""]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_problem_repeats_submitted_values() {
    let service = open(Engine::Sqlite).await;
    for field in ["title", "copies", "phone", "dossierId", "kind", "lines", "remark"] {
        for value in [json!("PERSONAL-0912"), json!(["PERSONAL-0912"]), json!({"text": "PERSONAL-0912"})] {
            let mut body = note();
            body[field] = value;
            let answer = write(&service, &body).await;
            if field != "title" || answer.status.as_u16() != 201 {
                assert_eq!(answer.status.as_u16(), 422, "{field}: {}", answer.json);
            }
            assert!(!answer.json.to_string().contains("PERSONAL"), "{field}: {}", answer.json);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_optional_field_may_be_null_or_absent_but_not_wrong() {
    let service = open(Engine::Sqlite).await;
    let mut body = note();
    write(&service, &body).await.expect(201);
    body["remark"] = Value::Null;
    write(&service, &body).await.expect(201);
    body["remark"] = json!(5);
    assert_eq!(write(&service, &body).await.wrong_fields(), ["/remark"]);
    body["remark"] = Value::Null;
    body["copies"] = json!(1.5);
    assert_eq!(write(&service, &body).await.wrong_fields(), ["/copies"]);
    body["copies"] = json!(-1);
    assert_eq!(write(&service, &body).await.wrong_fields()[0], "/copies");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_json_key_is_refused() {
    let service = open(Engine::Sqlite).await;
    let token = service.issuer.somebody(&[Role::Clerk], None);
    let body = note().to_string().replacen('{', "{\"copies\":2,", 1);
    let request = axum::http::Request::builder()
        .method("POST")
        .uri("/v1/notes")
        .header("content-type", "application/json")
        .header("idempotency-key", "k")
        .header("authorization", format!("Bearer {token}"))
        .body(axum::body::Body::from(body));
    assert_eq!(service.send(request.expect("a request")).await.expect(422)["code"], "validation");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_with_too_many_values_is_refused_before_it_is_built() {
    let service = open(Engine::Sqlite).await;
    let lines = vec![json!({}); 100_000];
    let answer = write(&service, &json!({ "lines": lines })).await;
    assert_eq!((answer.status.as_u16(), answer.json["code"].as_str()), (413, Some("payload-too-large")));
}

#[tokio::test(flavor = "multi_thread")]
async fn at_most_fifty_errors_are_reported_and_the_answer_stays_small() {
    let service = open(Engine::Sqlite).await;
    let name = "n".repeat(100_000);
    let wrong: [Value; 4] = [
        json!({ "lines": vec![json!({}); 1_500] }),
        (0..1_500).map(|number| (format!("unknown-{number}"), json!(1))).collect::<serde_json::Map<_, _>>().into(),
        json!({ name.clone(): vec!["\0"; 1_500] }),
        json!({ "title": "x", name: { "y": 1 } }),
    ];
    for body in wrong {
        let answer = write(&service, &body).await;
        let errors = answer.json["errors"].as_array().map_or(0, Vec::len);
        assert!(answer.status.as_u16() == 422 && (1..=50).contains(&errors), "{errors} errors");
        assert!(answer.json.to_string().len() < 40_000, "an answer of {} bytes", answer.json.to_string().len());
    }
}
