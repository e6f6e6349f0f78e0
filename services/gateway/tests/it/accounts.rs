//! Accounts: creating, reading and disabling them, and who may.

use std::sync::Arc;

use motcua_gateway::{Migrator, open};
use motcua_kit::config::{Secret, Settings};
use motcua_testkit::{fresh, on_both};
use serde_json::json;

use crate::fixture::{Fixture, clocks, settings};

#[tokio::test]
async fn the_first_administrator_is_created_only_once() {
    on_both(|engine| async move {
        let (database, clocks) = (fresh::<Migrator>(engine).await, clocks());
        let settings = Settings { admin_password: Secret::default(), ..settings() };
        let first = open(&settings, database.db.clone(), clocks.clone()).await.unwrap().serve(Vec::new());
        let again = open(&settings, database.again().await, clocks.clone()).await.unwrap().serve(Vec::new());
        assert!(again.first_admin_password.is_none());
        let gateway = Fixture::from_gateway(again, clocks, database.into());
        let signed_in = gateway.sign_in("quantri", &first.first_admin_password.unwrap()).await;
        let me = gateway.get("/v1/me", Some(&signed_in.access_token())).await;
        assert_eq!((&me.body["username"], &me.body["roles"]), (&json!("quantri"), &json!(["sys_admin"])));
    })
    .await;
}

#[tokio::test]
async fn replicas_that_start_concurrently_share_keys_and_administrator() {
    on_both(|engine| async move {
        let (database, clocks) = (fresh::<Migrator>(engine).await, clocks());
        let settings = Settings { admin_password: Secret::default(), ..settings() };
        let second = database.again().await;
        let (one, other) =
            tokio::join!(open(&settings, database.db.clone(), clocks.clone()), open(&settings, second, clocks.clone()));
        let (mut one, other) = (one.unwrap().serve(Vec::new()), other.unwrap().serve(Vec::new()));
        assert_ne!(one.first_admin_password.is_some(), other.first_admin_password.is_some());
        let password = one.first_admin_password.take().or(other.first_admin_password.clone()).unwrap();
        let database = Arc::new(database);
        let (one, other) = (
            Fixture::from_gateway(one, clocks.clone(), database.clone()),
            Fixture::from_gateway(other, clocks, database),
        );
        let token = one.sign_in("quantri", &password).await.access_token();
        assert_eq!(other.get("/v1/me", Some(&token)).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn only_administrators_create_and_read_accounts() {
    let gateway = Fixture::new().await;
    let account = gateway.create_officer("nva", "mật khẩu riêng của tôi").await;
    let officer = gateway.sign_in("nva", "mật khẩu riêng của tôi").await.access_token();
    let path = format!("/v1/accounts/{}", account["id"].as_str().unwrap());
    gateway.get("/v1/accounts", Some(&officer)).await.assert_problem(403, "forbidden");
    gateway.get(&path, Some(&officer)).await.assert_problem(403, "forbidden");
    gateway.get(&path, None).await.assert_problem(401, "unauthenticated");
    let shown = gateway.get(&path, Some(&gateway.admin_token().await)).await;
    assert_eq!(shown.body, account);
    assert!(!shown.text.contains("argon2"));
    let unknown = "/v1/accounts/0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11";
    gateway.get(unknown, Some(&gateway.admin_token().await)).await.assert_problem(404, "not-found");
    gateway.get("/v1/accounts/nonsense", Some(&gateway.admin_token().await)).await.assert_problem(404, "not-found");
}

#[tokio::test]
async fn accounts_are_listed_in_pages() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        for name in ["an", "binh", "chi"].map(|name| format!("{name}.tckh")) {
            gateway.create_officer(&name, "mật khẩu riêng của tôi").await;
        }
        let admin = gateway.admin_token().await;
        let (mut seen, mut path) = (Vec::new(), "/v1/accounts?limit=2".to_owned());
        loop {
            let page = gateway.get(&path, Some(&admin)).await.body;
            seen.extend(
                page["items"].as_array().unwrap().iter().map(|item| item["username"].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/v1/accounts?limit=2&cursor={next}");
        }
        assert_eq!(seen, ["quantri", "an.tckh", "binh.tckh", "chi.tckh"]);
        let of_unit = gateway.get("/v1/accounts?unit=H35.05.01", Some(&admin)).await;
        assert_eq!(of_unit.body["items"].as_array().map(Vec::len), Some(3));
        gateway.get("/v1/accounts?sort=name", Some(&admin)).await.assert_problem(422, "validation");
        gateway.get("/v1/accounts?limit=0", Some(&admin)).await.assert_problem(422, "validation");
    })
    .await;
}

#[tokio::test]
async fn all_invalid_fields_are_reported_together() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    let wrong = json!({"username": "a b", "displayName": "", "kind": "robot", "roles": [], "colour": "red"});
    let response = gateway.post("/v1/accounts", Some(&admin), &wrong).await;
    response.assert_problem(422, "validation");
    let mut pointers: Vec<_> =
        response.body["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/colour", "/displayName", "/kind", "/roles", "/username"]);

    let account = |kind: &str| json!({"username": "abc", "displayName": "A", "kind": kind, "roles": ["clerk"], "validFrom": "2022-02-01", "validTo": "2022-01-01"});
    let response = gateway.post("/v1/accounts", Some(&admin), &account("person")).await;
    response.assert_problem(422, "validation");
    assert_eq!(response.body["errors"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn usernames_are_case_insensitive_and_retries_create_nothing() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let admin = gateway.admin_token().await;
        let body = json!({"username": "Nva", "displayName": "An", "kind": "device", "password": "mật khẩu riêng của tôi", "roles": ["kiosk"]});
        let first = gateway.post_with_key("/v1/accounts", Some(&admin), &body, "k1").await;
        assert_eq!((first.status.as_u16(), &first.body["username"]), (201, &json!("nva")));
        let again = gateway.post_with_key("/v1/accounts", Some(&admin), &body, "k1").await;
        assert_eq!(again.body, first.body);
        let taken = gateway.post_with_key("/v1/accounts", Some(&admin), &body, "k2").await;
        taken.assert_problem(422, "validation");
        assert_eq!(taken.body["errors"][0]["code"], "taken");
        let other = json!({"username": "other", "displayName": "An", "kind": "device", "password": "mật khẩu riêng của tôi", "roles": ["kiosk"]});
        gateway.post_with_key("/v1/accounts", Some(&admin), &other, "k1").await.assert_problem(422, "idempotency-key-reused");
    })
    .await;
}

#[tokio::test]
async fn a_disabled_account_can_neither_sign_in_nor_refresh() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let account = gateway.create_officer("nva", "mật khẩu riêng của tôi").await;
        let signed_in = gateway.sign_in("nva", "mật khẩu riêng của tôi").await;
        let path = format!("/v1/accounts/{}/disablement", account["id"].as_str().unwrap());
        let admin = gateway.admin_token().await;
        let reason = json!({"reason": "Chuyển công tác"});
        assert_eq!(gateway.post(&path, Some(&admin), &reason).await.body["disabled"], true);
        assert_eq!(gateway.post(&path, Some(&admin), &reason).await.status, 200, "repeating it changes nothing");
        assert_eq!(gateway.refresh(&signed_in.refresh_token()).await.body["error"], "invalid_grant");
        assert_eq!(gateway.sign_in("nva", "mật khẩu riêng của tôi").await.body["error"], "invalid_grant");
        gateway.get("/v1/me", Some(&signed_in.access_token())).await.assert_problem(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_cannot_disable_the_own_account() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    let me = gateway.get("/v1/me", Some(&admin)).await.body["id"].as_str().unwrap().to_owned();
    let response =
        gateway.post(&format!("/v1/accounts/{me}/disablement"), Some(&admin), &json!({"reason": "nhầm"})).await;
    response.assert_problem(409, "conflict-state");
    let unknown = "/v1/accounts/0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11/disablement";
    gateway.post(unknown, Some(&admin), &json!({"reason": "nhầm"})).await.assert_problem(404, "not-found");
}

#[tokio::test]
async fn a_disabled_administrator_loses_access_at_once() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    let body = json!({"username": "phu", "displayName": "Phụ", "kind": "person", "password": "mật khẩu riêng của tôi", "roles": ["sys_admin"]});
    let other = gateway.post("/v1/accounts", Some(&admin), &body).await.body["id"].as_str().unwrap().to_owned();
    let token = gateway.sign_in("phu", "mật khẩu riêng của tôi").await.access_token();
    assert_eq!(gateway.get("/v1/accounts", Some(&token)).await.status, 200);
    gateway.post(&format!("/v1/accounts/{other}/disablement"), Some(&admin), &json!({"reason": "thôi việc"})).await;
    gateway.get("/v1/accounts", Some(&token)).await.assert_problem(401, "unauthenticated");
}

#[tokio::test]
async fn an_account_cannot_have_the_whole_province_as_its_unit() {
    let gateway = Fixture::new().await;
    let admin = gateway.admin_token().await;
    for (unit, status) in [("H35", 422), ("H35.", 422), ("H35.05", 201), ("H35.05.01", 201)] {
        let body = json!({"username": format!("nv-{}", unit.len()), "displayName": "Nguyễn Văn An", "kind": "person",
            "password": "mật khẩu riêng của tôi", "roles": ["dept_officer"], "unit": unit});
        assert_eq!(gateway.post("/v1/accounts", Some(&admin), &body).await.status, status, "{unit}");
    }
}
