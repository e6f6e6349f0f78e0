//! The API reference, the problem pages, and the headers of every response.

use axum::Router;
use axum::routing::get;
use motcua_kit::problem::Slug;
use motcua_testkit::Engine;

use crate::fixture::{Fixture, open_gateway, settings};

#[tokio::test]
async fn the_api_reference_loads_nothing_from_other_hosts() {
    let gateway = Fixture::new().await;
    assert_eq!(gateway.get("/docs", None).await.header("location"), "/docs/");
    let page = gateway.get("/docs/", None).await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html"));
    let start = gateway.get("/docs/swagger-initializer.js", None).await;
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
        assert_eq!(gateway.get(&format!("/docs/{file}"), None).await.status, 200, "{file}");
    }
    gateway.get("/docs/nothing.js", None).await.assert_problem(404, "not-found");
}

#[tokio::test]
async fn every_problem_has_a_page_in_both_languages() {
    let gateway = Fixture::new().await;
    let list = gateway.get("/problems", None).await.text;
    for slug in Slug::ALL {
        let path = format!("/problems/{}", slug.code());
        assert!(list.contains(&path), "{path}");
        let page = gateway.get(&path, None).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(&*slug.title().vi) && page.text.contains(&*slug.title().en), "{path}");
    }
    assert_eq!(gateway.get("/problems/style.css", None).await.header("content-type"), "text/css; charset=utf-8");
    gateway.get("/problems/nothing", None).await.assert_problem(404, "not-found");
}

#[tokio::test]
async fn every_response_has_security_headers_and_a_request_id() {
    let gateway = Fixture::new().await;
    for path in ["/v1/me", "/nothing", "/", "/v1/openapi.json", "/problems", "/docs/"] {
        let response = gateway.get(path, None).await;
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
            assert!(!response.header(name).is_empty(), "{name} of {path}");
        }
    }
}

#[tokio::test]
async fn added_pages_get_the_same_headers() {
    let (builder, clocks, database) = open_gateway(&settings(), Engine::Sqlite).await;
    let pages = Router::new().route("/", get(|| async { "trang chủ" })).route("/tra-cuu", get(|| async { "tra cứu" }));
    let gateway = Fixture::from_gateway(builder.with_pages(pages).serve(Vec::new()), clocks, database);
    let page = gateway.get("/", None).await;
    assert_eq!((page.text.as_str(), page.header("x-frame-options")), ("trang chủ", "DENY"));
    assert_eq!(gateway.get("/tra-cuu", None).await.text, "tra cứu");
    assert_eq!(gateway.get("/.well-known/jwks.json", None).await.status, 200);
}
