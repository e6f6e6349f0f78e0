//! Every error is a problem document with the request's id, in the reader's language.

use axum::body::Body;
use axum::http::{Method, Request, header};
use motcua_office::Role;
use motcua_testkit::service::key;
use motcua_testkit::{Answer, Engine, TestService};
use serde_json::json;

use crate::fixture::{note, open};

async fn ask(
    service: &TestService,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    service.send(request.body(body.into()).expect("a request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_problem_names_its_request_in_the_negotiated_language() {
    let service = open(Engine::Sqlite).await;
    let vietnamese = ask(&service, Method::GET, "/nowhere", &[], "").await;
    assert_eq!(vietnamese.header("content-type"), "application/problem+json");
    assert_eq!(vietnamese.header("content-language"), "vi");
    assert_eq!(vietnamese.json["title"], "Không tìm thấy");
    assert_eq!(vietnamese.json["type"], "/problems/not-found");
    assert_eq!(vietnamese.json["status"], 404);
    let id = vietnamese.header("x-request-id");
    assert!(!id.is_empty());
    assert_eq!(vietnamese.json["instance"], id);
    let asked = [("accept-language", "en-GB, vi;q=0.5"), ("x-request-id", "mine-17")];
    let english = ask(&service, Method::GET, "/nowhere", &asked, "").await;
    assert_eq!((english.header("content-language"), english.header("x-request-id")), ("en", "mine-17"));
    assert_eq!((&english.json["title"], &english.json["instance"]), (&json!("Not found"), &json!("mine-17")));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_failure_has_its_code() {
    let service = open(Engine::Sqlite).await;
    let bearer = format!("Bearer {}", service.issuer.somebody(&[Role::Clerk], None));
    let key = key();
    let all = [("authorization", bearer.as_str()), ("idempotency-key", &key), ("content-type", "application/json")];
    let large = format!("\"{}\"", "x".repeat(2 << 20));
    let cases = [
        (ask(&service, Method::GET, "/v1/me", &[], "").await, 401, "unauthenticated"),
        (ask(&service, Method::GET, "/v1/me", &[("authorization", "Bearer x.y.z")], "").await, 401, "unauthenticated"),
        (ask(&service, Method::DELETE, "/v1/notes", &[], "").await, 405, "method-not-allowed"),
        (ask(&service, Method::POST, "/v1/notes", &all[1..], "{}").await, 401, "unauthenticated"),
        (ask(&service, Method::POST, "/v1/notes", &all[..2], "{}").await, 415, "unsupported-media-type"),
        (ask(&service, Method::POST, "/v1/notes", &all, "{\"title\": ").await, 400, "malformed"),
        (ask(&service, Method::POST, "/v1/notes", &all, "").await, 400, "malformed"),
        (ask(&service, Method::POST, "/v1/notes", &all, "[]").await, 422, "validation"),
        (ask(&service, Method::POST, "/v1/notes", &all, large).await, 413, "payload-too-large"),
        (ask(&service, Method::GET, "/v1/panic", &[], "").await, 500, "internal"),
    ];
    for (answer, status, code) in cases {
        assert_eq!((answer.status.as_u16(), answer.json["code"].as_str()), (status, Some(code)), "{}", answer.json);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{code}");
        assert!(answer.json["instance"].is_string(), "{code}");
        assert!(!answer.header("api-version").is_empty(), "{code}");
        assert_eq!(answer.header("www-authenticate").is_empty(), status != 401, "{code}");
        assert!(!answer.json.to_string().contains("secret cause"));
    }
    let charset = [all[0], all[1], ("content-type", "application/json; charset=UTF-8")];
    ask(&service, Method::POST, "/v1/notes", &charset, note().to_string()).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_needs_exactly_one_token_of_our_issuer() {
    let service = open(Engine::Sqlite).await;
    let token = format!("Bearer {}", service.issuer.somebody(&[Role::Clerk], None));
    let twice = [("authorization", token.as_str()), ("authorization", token.as_str())];
    ask(&service, Method::GET, "/v1/me", &twice[..1], "").await.expect(200);
    ask(&service, Method::GET, "/v1/me", &twice, "").await.expect(401);
    let stranger = motcua_testkit::Issuer::new(motcua_kit::Clock::System).somebody(&[Role::Clerk], None);
    service.get("/v1/me", &stranger).await.expect(401);
    assert_eq!(header::AUTHORIZATION.as_str(), "authorization");
}
