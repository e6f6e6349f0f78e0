//! Who may call an operation is decided by its rule, before anything of the body is read.

use motcua_office::Role;
use motcua_testkit::{Engine, TestService, on_both};
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

async fn records(service: &TestService, query: &str) -> Vec<serde_json::Value> {
    let auditor = service.issuer.somebody(&[Role::Auditor], None);
    let page = service.get(&format!("/v1/access-records/notes{query}"), &auditor).await.expect(200);
    page["items"].as_array().expect("a list").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_saw_personal_data_is_recorded_without_the_data() {
    on_both(|engine| async move {
        let (service, note, account) = (open(engine).await, Uuid::now_v7(), Uuid::now_v7());
        let clerk = service.issuer.bearer(account, &[Role::Clerk], Some("H35.05.01"));
        let request = axum::http::Request::get(format!("/v1/notes/{note}"))
            .header("authorization", format!("Bearer {clerk}"))
            .header("x-forwarded-for", "192.0.2.7")
            .body(axum::body::Body::empty());
        service.send(request.expect("a request")).await;
        let recorded = records(&service, "").await;
        assert_eq!(recorded.len(), 1, "{recorded:?}");
        let one = &recorded[0];
        assert_eq!((&one["operation"], &one["outcome"]), (&json!("readNote"), &json!("shown")));
        let who = (&one["account"], &one["unit"], &one["source"]);
        assert_eq!(who, (&json!(account), &json!("H35.05.01"), &json!("192.0.2.7")));
        assert_eq!(one["objects"], json!([note]));
        assert!(!one.to_string().contains("PERSONAL"));
        let by_all = format!("?object={note}&account={account}&outcome=shown&operation=readNote");
        assert_eq!(records(&service, &by_all).await, recorded);
        assert!(records(&service, &format!("?object={}", Uuid::now_v7())).await.is_empty());
        assert!(records(&service, "?outcome=refused").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_refused_is_recorded() {
    on_both(|engine| async move {
        let (service, note) = (open(engine).await, Uuid::now_v7());
        let [citizen, head] = [Role::Citizen, Role::DeptHead].map(|role| service.issuer.somebody(&[role], None));
        service.get(&format!("/v1/notes/{note}"), &head).await.expect(403);
        service.get(&format!("/v1/notes/{}", Uuid::nil()), &citizen).await.expect(404);
        service.get("/v1/notes/none", &citizen).await.expect(404);
        service.get(&format!("/v1/notes/{note}"), "no token").await.expect(401);
        let refused = records(&service, "?outcome=refused").await;
        let seen: Vec<_> = refused.iter().map(|one| (one["problem"].clone(), one["objects"].clone())).collect();
        assert_eq!(seen, [(json!("not-found"), json!([Uuid::nil()])), (json!("forbidden"), json!([note]))]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_recorded_is_not_shown() {
    let service = open(Engine::Sqlite).await;
    let clerk = service.issuer.somebody(&[Role::Clerk], None);
    let path = format!("/v1/notes/{}", Uuid::now_v7());
    assert_eq!(service.get(&path, &clerk).await.status.as_u16(), 200);
    let drop_table = "DROP TABLE access_record";
    sea_orm::ConnectionTrait::execute_unprepared(service.database.db.read(), drop_table).await.expect("dropped");
    let answer = service.get(&path, &clerk).await;
    assert!(answer.status.is_server_error() && !answer.json.to_string().contains("PERSONAL"), "{}", answer.json);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_records_are_read_page_by_page_and_only_by_auditors() {
    let service = open(Engine::Sqlite).await;
    let clerk = service.issuer.somebody(&[Role::Clerk], None);
    for _ in 0..5 {
        service.get(&format!("/v1/notes/{}", Uuid::now_v7()), &clerk).await;
    }
    let auditor = service.issuer.somebody(&[Role::Auditor], None);
    let (mut read, mut cursor) = (0, String::new());
    loop {
        let page = service.get(&format!("/v1/access-records/notes?limit=2{cursor}"), &auditor).await.expect(200);
        read += page["items"].as_array().map_or(0, Vec::len);
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(read, 5);
    for role in [Role::SysAdmin, Role::CentreDirector, Role::Clerk] {
        let token = service.issuer.somebody(&[role], None);
        service.get("/v1/access-records/notes", &token).await.expect(403);
    }
}
