//! Rate limits: per account once signed in, else per address; failed sign-ins per address and username.

use motcua_kit::config::Settings;

use crate::fixture::{ADMIN_PASSWORD, Fixture, settings};

async fn with_low_limits() -> Fixture {
    let rates = Settings {
        rate_per_principal: 1,
        rate_per_principal_burst: 3,
        rate_per_address: 1,
        rate_per_address_burst: 5,
        ..settings()
    };
    Fixture::with(rates, Vec::new()).await
}

#[tokio::test]
async fn requests_above_the_limit_get_429_with_retry_after() {
    let gateway = with_low_limits().await;
    let first = gateway.get("/.well-known/jwks.json", None).await;
    assert_eq!(first.header("ratelimit-policy"), "\"address\";q=5;w=5");
    assert_eq!(first.header("ratelimit"), "\"address\";r=4;t=1");
    for _ in 0..4 {
        assert_eq!(gateway.get("/.well-known/jwks.json", None).await.status, 200);
    }
    let refused = gateway.get("/.well-known/jwks.json", None).await;
    refused.assert_problem(429, "rate-limited");
    assert_eq!((refused.header("retry-after"), refused.header("ratelimit")), ("1", "\"address\";r=0;t=5"));
}

#[tokio::test]
async fn signed_in_accounts_have_a_limit_of_their_own() {
    let gateway = with_low_limits().await;
    let admin = gateway.admin_token().await;
    for left in (0..3).rev() {
        let response = gateway.get("/v1/me", Some(&admin)).await;
        assert_eq!(response.status, 200);
        assert!(response.header("ratelimit").starts_with(&format!("\"principal\";r={left};")), "{response:?}");
    }
    gateway.get("/v1/me", Some(&admin)).await.assert_problem(429, "rate-limited");
    assert_eq!(
        gateway.get("/.well-known/jwks.json", None).await.status,
        200,
        "the limit of the address is not used up"
    );
    gateway.get("/v1/me", Some("bad")).await.assert_problem(401, "unauthenticated");
}

#[tokio::test]
async fn visitors_behind_a_trusted_proxy_have_limits_of_their_own() {
    let limits = Settings {
        rate_per_address: 1,
        rate_per_address_burst: 20,
        trusted_proxies: "10.0.0.0/8".parse().unwrap(),
        ..settings()
    };
    let gateway = Fixture::with(limits, Vec::new()).await;
    for _ in 0..10 {
        let wrong = gateway.sign_in_through("10.0.0.7", "192.0.2.1", "quantri", "sai").await;
        wrong.assert_oauth_error(400, "invalid_grant");
    }
    let attacker = gateway.sign_in_through("10.0.0.7", "192.0.2.1", "quantri", ADMIN_PASSWORD).await;
    attacker.assert_oauth_error(429, "temporarily_unavailable");
    let officer = gateway.sign_in_through("10.0.0.7", "192.0.2.2", "quantri", ADMIN_PASSWORD).await;
    assert_eq!(officer.header("ratelimit"), "\"address\";r=19;t=1");
    officer.access_token();
}

#[tokio::test]
async fn other_clients_cannot_choose_their_address() {
    let gateway =
        Fixture::with(Settings { trusted_proxies: "10.0.0.0/8".parse().unwrap(), ..settings() }, Vec::new()).await;
    for visitor in 0..10 {
        let forwarded = format!("192.0.2.{visitor}");
        gateway
            .sign_in_through("203.0.113.9", &forwarded, "quantri", "sai")
            .await
            .assert_oauth_error(400, "invalid_grant");
    }
    let locked_out = gateway.sign_in_through("203.0.113.9", "192.0.2.99", "quantri", ADMIN_PASSWORD).await;
    locked_out.assert_oauth_error(429, "temporarily_unavailable");
}
