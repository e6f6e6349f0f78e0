//! Rate limits: by account once signed in, else by address.

use motcua_kit::config::Settings;

use crate::support::{House, settings};

async fn narrow() -> House {
    let rates = Settings {
        rate_per_principal: 1,
        rate_per_principal_burst: 3,
        rate_per_address: 1,
        rate_per_address_burst: 5,
        ..settings()
    };
    House::with(rates, Vec::new()).await
}

#[tokio::test]
async fn one_request_too_many_is_told_when_to_come_back() {
    let house = narrow().await;
    let first = house.get("/.well-known/jwks.json", None).await;
    assert_eq!(first.header("ratelimit-policy"), "\"address\";q=5;w=5");
    assert_eq!(first.header("ratelimit"), "\"address\";r=4;t=1");
    for _ in 0..4 {
        assert_eq!(house.get("/.well-known/jwks.json", None).await.status, 200);
    }
    let refused = house.get("/.well-known/jwks.json", None).await;
    refused.is_problem(429, "rate-limited");
    assert_eq!((refused.header("retry-after"), refused.header("ratelimit")), ("1", "\"address\";r=0;t=5"));
}

#[tokio::test]
async fn whoever_is_signed_in_has_a_limit_of_the_own() {
    let house = narrow().await;
    let admin = house.admin().await;
    for left in (0..3).rev() {
        let answer = house.get("/v1/me", Some(&admin)).await;
        assert_eq!(answer.status, 200);
        assert!(answer.header("ratelimit").starts_with(&format!("\"principal\";r={left};")), "{answer:?}");
    }
    house.get("/v1/me", Some(&admin)).await.is_problem(429, "rate-limited");
    assert_eq!(house.get("/.well-known/jwks.json", None).await.status, 200, "the address is another matter");
    house.get("/v1/me", Some("bad")).await.is_problem(401, "unauthenticated");
}
