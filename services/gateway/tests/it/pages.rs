//! The reference, the problem pages, and what every answer carries.

use axum::Router;
use axum::routing::get;
use motcua_kit::problem::Slug;
use motcua_testkit::Engine;

use crate::support::{House, house, opened, settings};

#[tokio::test]
async fn the_reference_needs_no_outside_host() {
    let house = house().await;
    assert_eq!(house.get("/docs", None).await.header("location"), "/docs/");
    let page = house.get("/docs/", None).await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html"));
    let start = house.get("/docs/swagger-initializer.js", None).await;
    assert!(
        start.text.contains("/v1/openapi.json") && start.text.contains("\"validatorUrl\": \"none\""),
        "{}",
        start.text
    );
    for text in [&page.text, &start.text] {
        assert!(!text.contains("http://") && !text.contains("https://") && !text.contains("\"//"), "{text}");
    }
    assert!(page.header("content-security-policy").starts_with("default-src 'self'"));
    for file in
        ["swagger-ui.css", "index.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "favicon-32x32.png"]
    {
        assert_eq!(house.get(&format!("/docs/{file}"), None).await.status, 200, "{file}");
    }
    house.get("/docs/nothing.js", None).await.is_problem(404, "not-found");
}

#[tokio::test]
async fn every_problem_has_a_page_in_both_languages() {
    let house = house().await;
    let list = house.get("/problems", None).await.text;
    for slug in Slug::ALL {
        let path = format!("/problems/{}", slug.code());
        assert!(list.contains(&path), "{path}");
        let page = house.get(&path, None).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(slug.title_vi()) && page.text.contains(slug.title_en()), "{path}");
    }
    assert_eq!(house.get("/problems/style.css", None).await.header("content-type"), "text/css; charset=utf-8");
    house.get("/problems/nothing", None).await.is_problem(404, "not-found");
}

#[tokio::test]
async fn every_answer_is_safe_and_traceable() {
    let house = house().await;
    for path in ["/v1/me", "/nothing", "/", "/v1/openapi.json", "/problems", "/docs/"] {
        let answer = house.get(path, None).await;
        for name in [
            "strict-transport-security",
            "x-frame-options",
            "referrer-policy",
            "content-security-policy",
            "cache-control",
            "x-content-type-options",
            "x-request-id",
            "api-version",
        ] {
            assert!(!answer.header(name).is_empty(), "{name} of {path}");
        }
    }
}

#[tokio::test]
async fn pages_of_others_pass_the_same_door() {
    let (identity, clocks, database) = opened(&settings(), Engine::Sqlite).await;
    let pages = Router::new().route("/", get(|| async { "trang chủ" })).route("/tra-cuu", get(|| async { "tra cứu" }));
    let house = House::of(identity.with_pages(pages).serve(Vec::new()), clocks, database);
    let page = house.get("/", None).await;
    assert_eq!((page.text.as_str(), page.header("x-frame-options")), ("trang chủ", "DENY"));
    assert_eq!(house.get("/tra-cuu", None).await.text, "tra cứu");
    assert_eq!(house.get("/.well-known/jwks.json", None).await.status, 200);
}
