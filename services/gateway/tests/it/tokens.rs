//! The grants of the token endpoint, their errors, and revocation.

use axum::http::HeaderMap;
use motcua_kit::auth::{KeySet, Verifier};
use motcua_kit::config::{EIdentity, Settings};
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{ADMIN_PASSWORD, Fixture, ISSUER, settings};
use crate::response::TestResponse;

async fn sign_in_citizen(gateway: &Fixture, number: &str) -> TestResponse {
    let asserted =
        gateway.post("/simulator/e-identity", None, &json!({"identityNumber": number, "name": "Lò Thị Mai"})).await;
    let assertion = asserted.body["assertion"].as_str().unwrap().to_owned();
    exchange_assertion(gateway, &assertion).await
}

async fn exchange_assertion(gateway: &Fixture, assertion: &str) -> TestResponse {
    let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    gateway.post_form("/oauth/token", &[("grant_type", grant), ("assertion", assertion)]).await
}

#[tokio::test]
async fn a_password_sign_in_issues_a_token_that_services_can_verify() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let account = gateway.create_officer("nva.tckh", "mật khẩu riêng của tôi").await;
        let response = gateway.sign_in("NVA.tckh", "mật khẩu riêng của tôi").await;
        assert_eq!((&response.body["token_type"], &response.body["expires_in"]), (&json!("Bearer"), &json!(300)));
        assert_eq!(response.header("cache-control"), "no-store");

        let published = gateway.get("/.well-known/jwks.json", None).await.text;
        let keys = KeySet::default();
        keys.replace(&serde_json::from_str(&published).unwrap());
        let verifier = Verifier::new(keys, ISSUER, gateway.clocks.wall.clone());
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Bearer {}", response.access_token()).parse().unwrap());
        let actor = verifier.actor(&headers).unwrap();
        assert_eq!((actor.name(), actor.unit.as_deref()), (account["id"].as_str().unwrap(), Some("H35.05.01")));
        assert_eq!(actor.roles, ["dept_officer"]);

        let me = gateway.get("/v1/me", Some(&response.access_token())).await;
        assert_eq!(me.body["displayName"], "Nguyễn Văn An");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_username_get_the_same_response() {
    let gateway = Fixture::new().await;
    gateway.create_officer("nva", "mật khẩu riêng của tôi").await;
    let (wrong, unknown) = (gateway.sign_in("nva", "sai").await, gateway.sign_in("unknown", "sai").await);
    wrong.assert_oauth_error(400, "invalid_grant");
    assert_eq!(wrong.text, unknown.text);
}

#[tokio::test]
async fn the_eleventh_wrong_password_is_429() {
    let gateway = Fixture::new().await;
    for _ in 0..10 {
        gateway.sign_in("quantri", "sai").await.assert_oauth_error(400, "invalid_grant");
    }
    let response = gateway.sign_in("quantri", "sai").await;
    response.assert_oauth_error(429, "temporarily_unavailable");
    assert_eq!(response.header("retry-after"), "900");
}

#[tokio::test]
async fn wrong_passwords_count_per_username_and_address() {
    let gateway = Fixture::new().await;
    for _ in 0..10 {
        gateway.sign_in_from("192.0.2.1", "quantri", "sai").await.assert_oauth_error(400, "invalid_grant");
    }
    let locked_out = gateway.sign_in_from("192.0.2.1", "quantri", ADMIN_PASSWORD).await;
    locked_out.assert_oauth_error(429, "temporarily_unavailable");
    gateway.sign_in_from("192.0.2.1", "other", "sai").await.assert_oauth_error(400, "invalid_grant");
    gateway.sign_in_from("192.0.2.2", "quantri", ADMIN_PASSWORD).await.access_token();
}

#[tokio::test]
async fn a_sign_in_resets_the_count_of_wrong_passwords() {
    let gateway = Fixture::new().await;
    for _ in 0..2 {
        for _ in 0..9 {
            gateway.sign_in("quantri", "sai").await.assert_oauth_error(400, "invalid_grant");
        }
        gateway.sign_in("quantri", ADMIN_PASSWORD).await.access_token();
    }
}

#[tokio::test]
async fn programs_sign_in_with_credentials_in_header_or_body() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let admin = gateway.admin_token().await;
        let body =
            json!({"username": "bao-cao", "displayName": "Báo cáo", "kind": "client", "roles": ["dept_officer"]});
        let created = gateway.post_with_key("/v1/accounts", Some(&admin), &body, "once").await;
        let secret = created.body["clientSecret"].as_str().unwrap();
        let grant = ("grant_type", "client_credentials");

        let response = gateway.request_token_with_basic("bao-cao", secret, &[grant]).await;
        assert!(response.body["refresh_token"].is_null());
        assert_eq!(gateway.get("/v1/me", Some(&response.access_token())).await.body["username"], "bao-cao");
        gateway
            .post_form("/oauth/token", &[grant, ("client_id", "bao-cao"), ("client_secret", secret)])
            .await
            .access_token();

        let wrong = gateway.request_token_with_basic("bao-cao", "wrong", &[grant]).await;
        wrong.assert_oauth_error(401, "invalid_client");
        assert!(wrong.header("www-authenticate").starts_with("Basic"));
        gateway.post_form("/oauth/token", &[grant]).await.assert_oauth_error(401, "invalid_client");
        gateway.sign_in("bao-cao", secret).await.assert_oauth_error(400, "invalid_grant");
        let both = [grant, ("client_id", "bao-cao"), ("client_secret", secret)];
        gateway.request_token_with_basic("bao-cao", secret, &both).await.assert_oauth_error(400, "invalid_request");

        let replayed = gateway.post_with_key("/v1/accounts", Some(&admin), &body, "once").await;
        assert_eq!((replayed.status.as_u16(), &replayed.body["id"]), (201, &created.body["id"]));
        assert_eq!(replayed.header("idempotency-replayed"), "true");
        assert!(replayed.body["clientSecret"].is_null(), "the secret is not stored");
    })
    .await;
}

#[tokio::test]
async fn repeated_e_identity_sign_ins_use_the_same_account() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let (first, again) =
            (sign_in_citizen(&gateway, "012345678901").await, sign_in_citizen(&gateway, "012345678901").await);
        let me = gateway.get("/v1/me", Some(&first.access_token())).await;
        assert_eq!((&me.body["displayName"], &me.body["roles"]), (&json!("Lò Thị Mai"), &json!(["citizen"])));
        assert!(!me.text.contains("012345678901"));
        assert_eq!(gateway.get("/v1/me", Some(&again.access_token())).await.body["id"], me.body["id"]);
        let other = sign_in_citizen(&gateway, "012345678902").await;
        assert_ne!(gateway.get("/v1/me", Some(&other.access_token())).await.body["id"], me.body["id"]);
        gateway.refresh(&first.refresh_token()).await.access_token();
    })
    .await;
}

#[tokio::test]
async fn assertions_expire_and_are_not_access_tokens() {
    let gateway = Fixture::new().await;
    let body = json!({"identityNumber": "012345678901", "name": "Lò Thị Mai"});
    let asserted = gateway.post("/simulator/e-identity", None, &body).await;
    let assertion = asserted.body["assertion"].as_str().unwrap();
    gateway.get("/v1/me", Some(assertion)).await.assert_problem(401, "unauthenticated");
    exchange_assertion(&gateway, &gateway.admin_token().await).await.assert_oauth_error(400, "invalid_grant");
    gateway.advance_clock(151);
    exchange_assertion(&gateway, assertion).await.assert_oauth_error(400, "invalid_grant");
    let wrong = gateway.post("/simulator/e-identity", None, &json!({"identityNumber": "1", "name": ""})).await;
    wrong.assert_problem(422, "validation");
    assert_eq!(wrong.body["errors"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn the_simulated_e_identity_is_absent_when_switched_off() {
    let off = EIdentity::Off;
    let gateway = Fixture::with(Settings { e_identity: off, ..settings() }, Vec::new()).await;
    let body = json!({"identityNumber": "012345678901", "name": "Lò Thị Mai"});
    gateway.post("/simulator/e-identity", None, &body).await.assert_problem(404, "not-found");
    exchange_assertion(&gateway, "x").await.assert_oauth_error(400, "unsupported_grant_type");
}

#[tokio::test]
async fn reusing_a_refresh_token_late_ends_the_sign_in() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let first = gateway.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        let second = gateway.refresh(&first).await;
        assert_ne!(second.refresh_token(), first);
        gateway.get("/v1/me", Some(&second.access_token())).await.body["id"].as_str().unwrap();

        gateway.advance_clock(11);
        gateway.refresh(&first).await.assert_oauth_error(400, "invalid_grant");
        gateway.refresh(&second.refresh_token()).await.assert_oauth_error(400, "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn a_refresh_repeated_at_once_returns_the_same_token() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let first = gateway.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        let (second, repeated) = (gateway.refresh(&first).await, gateway.refresh(&first).await);
        assert_eq!(repeated.refresh_token(), second.refresh_token());
        let third = gateway.refresh(&second.refresh_token()).await.refresh_token();
        // The successor was used, so the first token must have been stolen.
        gateway.refresh(&first).await.assert_oauth_error(400, "invalid_grant");
        gateway.refresh(&third).await.assert_oauth_error(400, "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn concurrent_refreshes_return_the_same_token() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let first = gateway.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        let (one, other) = tokio::join!(gateway.refresh(&first), gateway.refresh(&first));
        assert_eq!(one.refresh_token(), other.refresh_token());
    })
    .await;
}

#[tokio::test]
async fn sign_ins_end_when_revoked_and_when_expired() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let token = gateway.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        assert_eq!(gateway.post_form("/oauth/revoke", &[("token", &token)]).await.status, 200);
        gateway.refresh(&token).await.assert_oauth_error(400, "invalid_grant");
        assert_eq!(gateway.post_form("/oauth/revoke", &[("token", "unknown")]).await.status, 200);
        gateway.post_form("/oauth/revoke", &[]).await.assert_oauth_error(400, "invalid_request");

        let token = gateway.sign_in("quantri", ADMIN_PASSWORD).await.refresh_token();
        gateway.advance_clock(28_800);
        gateway.refresh(&token).await.assert_oauth_error(400, "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn malformed_token_requests_are_rejected() {
    let gateway = Fixture::new().await;
    gateway.post_form("/oauth/token", &[]).await.assert_oauth_error(400, "invalid_request");
    gateway
        .post_form("/oauth/token", &[("grant_type", "implicit")])
        .await
        .assert_oauth_error(400, "unsupported_grant_type");
    let twice = [("grant_type", "password"), ("grant_type", "password")];
    gateway.post_form("/oauth/token", &twice).await.assert_oauth_error(400, "invalid_request");
    gateway
        .post_form("/oauth/token", &[("grant_type", "password"), ("username", "x")])
        .await
        .assert_oauth_error(400, "invalid_request");
    gateway
        .post("/oauth/token", None, &json!({"grant_type": "password"}))
        .await
        .assert_oauth_error(400, "invalid_request");
}

#[tokio::test]
async fn the_metadata_contains_the_endpoints() {
    let metadata = Fixture::new().await.get("/.well-known/oauth-authorization-server", None).await.body;
    assert_eq!(metadata["issuer"], ISSUER);
    assert_eq!(metadata["token_endpoint"], format!("{ISSUER}/oauth/token"));
    assert_eq!(metadata["jwks_uri"], format!("{ISSUER}/.well-known/jwks.json"));
    assert_eq!(metadata["grant_types_supported"].as_array().map(Vec::len), Some(4));
}

#[tokio::test]
async fn concurrent_first_sign_ins_create_one_account() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        let (one, other) =
            tokio::join!(sign_in_citizen(&gateway, "012345678901"), sign_in_citizen(&gateway, "012345678901"));
        let (one, other) = (one.access_token(), other.access_token());
        let id = gateway.get("/v1/me", Some(&one)).await.body["id"].clone();
        assert!(id.is_string());
        assert_eq!(gateway.get("/v1/me", Some(&other)).await.body["id"], id);
    })
    .await;
}

#[tokio::test]
async fn a_nul_in_a_parameter_is_refused() {
    on_both(|engine| async move {
        let gateway = Fixture::on(engine).await;
        gateway.sign_in("quan\0tri", "sai").await.assert_oauth_error(400, "invalid_request");
        gateway.post_form("/oauth/revoke", &[("token", "a\0")]).await.assert_oauth_error(400, "invalid_request");
        let grant = [("grant_type", "client_credentials")];
        let header = gateway.request_token_with_basic("bao\0cao", "x", &grant).await;
        header.assert_oauth_error(401, "invalid_client");
    })
    .await;
}

#[tokio::test]
async fn a_token_is_narrowed_to_the_scopes_that_were_asked_for() {
    let gateway = Fixture::new().await;
    let password = [("grant_type", "password"), ("username", "quantri"), ("password", ADMIN_PASSWORD)];
    let with = |scope: &'static str| [password.as_slice(), &[("scope", scope)]].concat();
    let narrowed = gateway.post_form("/oauth/token", &with("accounts:read account:read")).await;
    assert_eq!(narrowed.body["scope"], "account:read accounts:read");
    let token = narrowed.access_token();
    assert_eq!(gateway.get("/v1/accounts", Some(&token)).await.status, 200);
    gateway.post("/v1/accounts", Some(&token), &json!({})).await.assert_problem(403, "forbidden");
    let refresh = narrowed.body["refresh_token"].as_str().unwrap().to_owned();
    let refreshing = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str())];
    let wider =
        gateway.post_form("/oauth/token", &[refreshing.as_slice(), &[("scope", "accounts:write")]].concat()).await;
    wider.assert_oauth_error(400, "invalid_scope");
    let refreshed = gateway.refresh(&refresh).await;
    gateway.post("/v1/accounts", Some(&refreshed.access_token()), &json!({})).await.assert_problem(403, "forbidden");
    gateway.post_form("/oauth/token", &with("everything")).await.assert_oauth_error(400, "invalid_scope");
}
