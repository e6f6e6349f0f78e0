//! Cross-site forms, security headers, escaping and caching.

use crate::fixture::{Fixture, read};
use crate::stub::{CODE, SECRET};

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let portal = Fixture::filled(1000).await;
    let form = [("code", CODE), ("secret", SECRET)];
    let http = reqwest::Client::new();
    for relation in ["cross-site", "same-site"] {
        let sent = http.post(format!("{}/tra-cuu", portal.base)).form(&form).header("sec-fetch-site", relation);
        let page = read(sent).await;
        assert_eq!(page.status, 403, "{relation}");
        assert!(page.html.contains("Yêu cầu không được chấp nhận"));
        assert!(page.headers.contains_key("content-security-policy"));
    }
    let from_elsewhere =
        http.post(format!("{}/dang-nhap", portal.base)).form(&[("vai", "0")]).header("origin", "https://evil.example");
    let page = read(from_elsewhere).await;
    assert_eq!(page.status, 403);
    assert!(!page.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn every_response_has_the_security_headers() {
    let portal = Fixture::filled(1000).await;
    for path in ["/", "/tra-cuu", "/assets/portal.css", "/assets/nothing", "/toi", "/su-kien/so-lieu"] {
        let response = portal.get(path).send().await.unwrap();
        let headers = response.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "same-origin", "{path}");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin", "{path}");
    }
}

#[tokio::test]
async fn pages_have_no_inline_style_or_script() {
    let portal = Fixture::filled(1000).await;
    for path in ["/", "/tra-cuu", "/?lang=en"] {
        let html = portal.page(path).await.html;
        for forbidden in ["style=", "<style", "onclick", "onload", "javascript:", "http://", "https://"] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

#[tokio::test]
async fn markup_in_names_is_escaped() {
    let portal = Fixture::filled(1000).await;
    let hostile = "H35.08-221206-6666";
    let page = read(portal.post("/tra-cuu", &[("code", hostile), ("secret", SECRET)])).await;
    assert!(page.html.contains("&#60;script&#62;alert(1)"), "{}", page.html);
    assert!(!page.html.contains("<script>") && !page.html.contains("<img"));

    let typed = "\"><script>alert(3)</script>";
    let page = read(portal.post("/tra-cuu", &[("code", typed), ("secret", SECRET)])).await;
    assert!(!page.html.contains("<script>"));

    let session = portal.sign_in("3").await;
    let page = portal.as_signed_in(&session, "/toi").await;
    assert!(!page.html.contains("<script>") && !page.html.contains("<img"));
}

#[tokio::test]
async fn assets_are_cached_and_revalidated_by_etag() {
    let portal = Fixture::filled(1000).await;
    let html = portal.page("/").await.html;
    let at = html.find("/assets/portal.css?v=").unwrap();
    let address: String = html[at..].chars().take_while(|letter| *letter != '"').collect();
    let sheet = portal.page(&address).await;
    assert_eq!(sheet.status, 200);
    assert_eq!(sheet.headers["content-type"], "text/css; charset=utf-8");
    assert_eq!(sheet.headers["cache-control"], "public, max-age=31536000, immutable");
    let again = read(portal.get(&address).header("if-none-match", sheet.headers["etag"].clone())).await;
    assert_eq!((again.status, again.html.len()), (304, 0));
    assert_eq!(portal.page("/assets/portal.css").await.headers["cache-control"], "no-cache");
    assert_eq!(portal.page("/assets/..%2fCargo.toml").await.status, 404);
}

#[tokio::test]
async fn the_home_page_with_its_assets_weighs_at_most_30_kb() {
    let portal = Fixture::filled(1000).await;
    let mut bytes = 0;
    for path in ["/", "/assets/portal.css", "/assets/icon.svg", "/assets/weave.svg", "/assets/home.js"] {
        let response = portal.get(path).header("accept-encoding", "gzip").send().await.unwrap();
        bytes += response.bytes().await.unwrap().len();
    }
    assert!(bytes <= 30_000, "{bytes} bytes");
}
