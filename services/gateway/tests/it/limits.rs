//! Rate limits: per account once signed in, else per address.

use motcua_kit::config::Settings;

use crate::fixture::{Fixture, settings};

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
