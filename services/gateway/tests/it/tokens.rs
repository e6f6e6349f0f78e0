//! The ways to a token, and how each of them is refused.

use axum::http::HeaderMap;
use motcua_kit::auth::{KeySet, Role, Verifier};
use motcua_kit::config::{EIdentity, Settings};
use motcua_testkit::on_both;
use serde_json::json;

use crate::support::{ADMIN_PASSWORD, Answer, House, ISSUER, house, house_on, settings};

fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.body["error"], error);
    assert_eq!(answer.header("cache-control"), "no-store");
}

async fn citizen(house: &House, number: &str) -> Answer {
    let said =
        house.post("/simulator/e-identity", None, &json!({"identityNumber": number, "name": "Lò Thị Mai"})).await;
    let assertion = said.body["assertion"].as_str().unwrap().to_owned();
    exchange(house, &assertion).await
}

async fn exchange(house: &House, assertion: &str) -> Answer {
    let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    house.form("/oauth/token", &[("grant_type", grant), ("assertion", assertion)]).await
}

#[tokio::test]
async fn staff_sign_in_with_a_password_and_services_can_verify_the_token() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let account = house.officer("nva.tckh", "mật khẩu riêng").await;
        let answer = house.sign_in("NVA.tckh", "mật khẩu riêng").await;
        assert_eq!((&answer.body["token_type"], &answer.body["expires_in"]), (&json!("Bearer"), &json!(300)));
        assert_eq!(answer.header("cache-control"), "no-store");

        let published = house.get("/.well-known/jwks.json", None).await.text;
        let keys = KeySet::default();
        keys.replace(&serde_json::from_str(&published).unwrap());
        let verifier = Verifier::new(keys, ISSUER, house.clocks.wall.clone());
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Bearer {}", answer.access_token()).parse().unwrap());
        let actor = verifier.actor(&headers).unwrap();
        assert_eq!((actor.name(), actor.unit.as_deref()), (account["id"].as_str().unwrap(), Some("H35.05.01")));
        assert_eq!(actor.roles, [Role::DeptOfficer]);

        let me = house.get("/v1/me", Some(&answer.access_token())).await;
        assert_eq!(me.body["displayName"], "Nguyễn Văn An");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let house = house().await;
    house.officer("nva", "mật khẩu riêng").await;
    let (wrong, unknown) = (house.sign_in("nva", "sai").await, house.sign_in("nobody", "sai").await);
    refused(&wrong, 400, "invalid_grant");
    assert_eq!(wrong.text, unknown.text);
}

#[tokio::test]
async fn the_eleventh_wrong_password_is_too_many() {
    let house = house().await;
    for _ in 0..10 {
        refused(&house.sign_in("quantri", "sai").await, 400, "invalid_grant");
    }
    let answer = house.sign_in("quantri", "sai").await;
    refused(&answer, 429, "temporarily_unavailable");
    assert_eq!(answer.header("retry-after"), "900");
}

#[tokio::test]
async fn a_program_signs_in_with_its_secret_in_header_or_body() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let admin = house.admin().await;
        let body = json!({"username": "bao-cao", "displayName": "Báo cáo", "kind": "client", "roles": ["auditor"]});
        let created = house.post_once("/v1/accounts", Some(&admin), &body, "once").await;
        let secret = created.body["clientSecret"].as_str().unwrap();
        let grant = ("grant_type", "client_credentials");

        let answer = house.basic("bao-cao", secret, &[grant]).await;
        assert!(answer.body["refresh_token"].is_null());
        assert_eq!(house.get("/v1/me", Some(&answer.access_token())).await.body["username"], "bao-cao");
        house.form("/oauth/token", &[grant, ("client_id", "bao-cao"), ("client_secret", secret)]).await.access_token();

        let wrong = house.basic("bao-cao", "wrong", &[grant]).await;
        refused(&wrong, 401, "invalid_client");
        assert!(wrong.header("www-authenticate").starts_with("Basic"));
        refused(&house.form("/oauth/token", &[grant]).await, 401, "invalid_client");
        refused(&house.sign_in("bao-cao", secret).await, 400, "invalid_grant");
        let both = [grant, ("client_id", "bao-cao"), ("client_secret", secret)];
        refused(&house.basic("bao-cao", secret, &both).await, 400, "invalid_request");

        let replayed = house.post_once("/v1/accounts", Some(&admin), &body, "once").await;
        assert_eq!((replayed.status.as_u16(), &replayed.body["id"]), (201, &created.body["id"]));
        assert_eq!(replayed.header("idempotency-replayed"), "true");
        assert!(replayed.body["clientSecret"].is_null(), "a secret is not kept");
    })
    .await;
}

#[tokio::test]
async fn a_citizen_signs_in_through_the_e_identity_and_keeps_the_account() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let (first, again) = (citizen(&house, "012345678901").await, citizen(&house, "012345678901").await);
        let me = house.get("/v1/me", Some(&first.access_token())).await;
        assert_eq!((&me.body["displayName"], &me.body["roles"]), (&json!("Lò Thị Mai"), &json!(["citizen"])));
        assert!(!me.text.contains("012345678901"));
        assert_eq!(house.get("/v1/me", Some(&again.access_token())).await.body["id"], me.body["id"]);
        let other = citizen(&house, "012345678902").await;
        assert_ne!(house.get("/v1/me", Some(&other.access_token())).await.body["id"], me.body["id"]);
        house.refresh(&first.refresh_token()).await.access_token();
    })
    .await;
}

#[tokio::test]
async fn an_assertion_is_short_and_no_access_token_is_one() {
    let house = house().await;
    let body = json!({"identityNumber": "012345678901", "name": "Lò Thị Mai"});
    let said = house.post("/simulator/e-identity", None, &body).await;
    let assertion = said.body["assertion"].as_str().unwrap();
    house.get("/v1/me", Some(assertion)).await.is_problem(401, "unauthenticated");
    refused(&exchange(&house, &house.admin().await).await, 400, "invalid_grant");
    house.pass(151);
    refused(&exchange(&house, assertion).await, 400, "invalid_grant");
    let wrong = house.post("/simulator/e-identity", None, &json!({"identityNumber": "1", "name": ""})).await;
    wrong.is_problem(422, "validation");
    assert_eq!(wrong.body["errors"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn without_the_simulation_there_is_no_such_door() {
    let off = EIdentity::Off;
    let house = House::with(Settings { e_identity: off, ..settings() }, Vec::new()).await;
    let body = json!({"identityNumber": "012345678901", "name": "Lò Thị Mai"});
    house.post("/simulator/e-identity", None, &body).await.is_problem(404, "not-found");
    refused(&exchange(&house, "x").await, 400, "unsupported_grant_type");
}

#[tokio::test]
async fn a_refresh_token_serves_once_and_a_late_repeat_ends_the_sign_in() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let first = house.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        let second = house.refresh(&first).await;
        assert_ne!(second.refresh_token(), first);
        house.get("/v1/me", Some(&second.access_token())).await.body["id"].as_str().unwrap();

        house.pass(11);
        refused(&house.refresh(&first).await, 400, "invalid_grant");
        refused(&house.refresh(&second.refresh_token()).await, 400, "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_got_lost_may_be_asked_for_again_at_once() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let first = house.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        let (second, repeated) = (house.refresh(&first).await, house.refresh(&first).await);
        assert_eq!(repeated.refresh_token(), second.refresh_token());
        let third = house.refresh(&second.refresh_token()).await.refresh_token();
        // The chain went on, so whoever still has the first token stole it.
        refused(&house.refresh(&first).await, 400, "invalid_grant");
        refused(&house.refresh(&third).await, 400, "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn two_at_once_with_one_refresh_token_get_the_same() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let first = house.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        let (one, other) = tokio::join!(house.refresh(&first), house.refresh(&first));
        assert_eq!(one.refresh_token(), other.refresh_token());
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_ends_when_revoked_and_by_itself() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let token = house.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        assert_eq!(house.form("/oauth/revoke", &[("token", &token)]).await.status, 200);
        refused(&house.refresh(&token).await, 400, "invalid_grant");
        assert_eq!(house.form("/oauth/revoke", &[("token", "unknown")]).await.status, 200);
        refused(&house.form("/oauth/revoke", &[]).await, 400, "invalid_request");

        let token = house.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        house.pass(28_800);
        refused(&house.refresh(&token).await, 400, "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn a_request_that_makes_no_sense_says_so() {
    let house = house().await;
    refused(&house.form("/oauth/token", &[]).await, 400, "invalid_request");
    refused(&house.form("/oauth/token", &[("grant_type", "implicit")]).await, 400, "unsupported_grant_type");
    let twice = [("grant_type", "password"), ("grant_type", "password")];
    refused(&house.form("/oauth/token", &twice).await, 400, "invalid_request");
    refused(
        &house.form("/oauth/token", &[("grant_type", "password"), ("username", "x")]).await,
        400,
        "invalid_request",
    );
    refused(&house.post("/oauth/token", None, &json!({"grant_type": "password"})).await, 400, "invalid_request");
}

#[tokio::test]
async fn the_metadata_names_the_endpoints() {
    let metadata = house().await.get("/.well-known/oauth-authorization-server", None).await.body;
    assert_eq!(metadata["issuer"], ISSUER);
    assert_eq!(metadata["token_endpoint"], format!("{ISSUER}/oauth/token"));
    assert_eq!(metadata["jwks_uri"], format!("{ISSUER}/.well-known/jwks.json"));
    assert_eq!(metadata["grant_types_supported"].as_array().map(Vec::len), Some(4));
}

#[tokio::test]
async fn two_first_sign_ins_of_one_citizen_at_once_make_one_account() {
    on_both(|engine| async move {
        let house = house_on(engine).await;
        let (one, other) = tokio::join!(citizen(&house, "012345678901"), citizen(&house, "012345678901"));
        let (one, other) = (one.access_token(), other.access_token());
        let id = house.get("/v1/me", Some(&one)).await.body["id"].clone();
        assert!(id.is_string());
        assert_eq!(house.get("/v1/me", Some(&other)).await.body["id"], id);
    })
    .await;
}
