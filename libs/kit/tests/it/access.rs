//! Who may call an operation is decided by its rule, before anything of the body is read.

use motcua_office::Role;
use motcua_testkit::{Engine, TestService};
use serde_json::json;
use uuid::Uuid;

use crate::fixture::{build, note, open};

async fn sign(service: &TestService, token: &str, content_type: &str, body: &str) -> u16 {
    let request = axum::http::Request::post("/v1/signatures")
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", content_type)
        .body(axum::body::Body::from(body.to_owned()));
    service.send(request.expect("a request")).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_role_is_checked_before_the_body() {
    let service = open(Engine::Sqlite).await;
    let (clerk, citizen) =
        (service.issuer.somebody(&[Role::Clerk], None), service.issuer.somebody(&[Role::Citizen], None));
    let too_large = "x".repeat(motcua_kit::http::BODY_LIMIT + 1);
    for (content_type, body, of_clerk) in
        [("text/plain", "", 415), ("application/json", "{", 400), ("application/json", &too_large, 413)]
    {
        assert_eq!(sign(&service, &citizen, content_type, body).await, 403);
        assert_eq!(sign(&service, "no token", content_type, body).await, 401);
        assert_eq!(sign(&service, &clerk, content_type, body).await, of_clerk);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_do_no_more_than_its_scopes() {
    let service = open(Engine::Sqlite).await;
    let token = |scope: Option<&str>| service.issuer.narrowed(Uuid::now_v7(), &[Role::Clerk], None, scope);
    service.command("/v1/notes", &token(Some("notes:write")), &note()).await.expect(201);
    service.command("/v1/notes", &token(Some("dossiers:read notes:write")), &note()).await.expect(201);
    service.command("/v1/notes", &token(None), &note()).await.expect(201);
    for narrowed in ["", "notes:read", "notes", "notes:writes"] {
        let refused = service.command("/v1/notes", &token(Some(narrowed)), &note()).await.expect(403);
        assert!(refused["detail"].to_string().contains("notes:write"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn scopes_never_add_a_role() {
    let service = open(Engine::Sqlite).await;
    let token = service.issuer.narrowed(Uuid::now_v7(), &[Role::Citizen], None, Some("notes:write"));
    service.command("/v1/signatures", &token, &json!({})).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_without_a_rule_is_refused_to_everybody() {
    let service = open(Engine::Sqlite).await;
    for role in [Role::SysAdmin, Role::CentreDirector, Role::Clerk] {
        service.get("/v1/forgotten", &service.issuer.somebody(&[role], None)).await.expect(403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_states_who_may_call_what() {
    let service = open(Engine::Sqlite).await;
    let api = build(service.env()).await.expect("a service").api;
    let paths = serde_json::to_value(api.openapi).expect("JSON")["paths"].clone();
    let rule =
        |path: &str, method: &str| (paths[path][method]["x-access"].clone(), paths[path][method]["security"].clone());
    assert_eq!(rule("/v1/signatures", "post"), (json!(["clerk"]), json!([{"oauth2": ["notes:write"]}])));
    assert_eq!(rule("/v1/me", "get"), (json!("signed-in"), json!([{"oauth2": ["notes:read"]}])));
    assert_eq!(rule("/v1/panic", "get"), (json!("public"), json!([{}])));
    assert_eq!(rule("/v1/forgotten", "get").0, json!(null));
}
