//! What protects the pages: who may send forms, headers, and names that try to be markup.

use crate::site::{Site, read};
use crate::stub::{CODE, SECRET};

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let site = Site::filled(1000).await;
    let form = [("code", CODE), ("secret", SECRET)];
    let http = reqwest::Client::new();
    for relation in ["cross-site", "same-site"] {
        let sent = http.post(format!("{}/tra-cuu", site.base)).form(&form).header("sec-fetch-site", relation);
        let page = read(sent).await;
        assert_eq!(page.status, 403, "{relation}");
        assert!(page.html.contains("Yêu cầu không được chấp nhận"));
        assert!(page.headers.contains_key("content-security-policy"));
    }
    let from_elsewhere =
        http.post(format!("{}/dang-nhap", site.base)).form(&[("vai", "0")]).header("origin", "https://evil.example");
    let page = read(from_elsewhere).await;
    assert_eq!(page.status, 403);
    assert!(!page.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = Site::filled(1000).await;
    for path in ["/", "/tra-cuu", "/assets/portal.css", "/assets/nothing", "/toi", "/su-kien/so-lieu"] {
        let response = site.get(path).send().await.unwrap();
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
async fn pages_hold_no_inline_style_or_script() {
    let site = Site::filled(1000).await;
    for path in ["/", "/tra-cuu", "/?lang=en"] {
        let html = site.page(path).await.html;
        for forbidden in ["style=", "<style", "onclick", "onload", "javascript:", "http://", "https://"] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

#[tokio::test]
async fn hostile_names_are_text() {
    let site = Site::filled(1000).await;
    let hostile = "H35.08-221206-6666";
    let page = read(site.post("/tra-cuu", &[("code", hostile), ("secret", SECRET)])).await;
    assert!(page.html.contains("&#60;script&#62;alert(1)"), "{}", page.html);
    assert!(!page.html.contains("<script>") && !page.html.contains("<img"));

    let typed = "\"><script>alert(3)</script>";
    let page = read(site.post("/tra-cuu", &[("code", typed), ("secret", SECRET)])).await;
    assert!(!page.html.contains("<script>"));

    let session = site.sign_in("3").await;
    let page = site.as_signed_in(&session, "/toi").await;
    assert!(!page.html.contains("<script>") && !page.html.contains("<img"));
}

#[tokio::test]
async fn assets_are_kept_and_asked_again_by_their_tag() {
    let site = Site::filled(1000).await;
    let html = site.page("/").await.html;
    let at = html.find("/assets/portal.css?v=").unwrap();
    let address: String = html[at..].chars().take_while(|letter| *letter != '"').collect();
    let sheet = site.page(&address).await;
    assert_eq!(sheet.status, 200);
    assert_eq!(sheet.headers["content-type"], "text/css; charset=utf-8");
    assert_eq!(sheet.headers["cache-control"], "public, max-age=31536000, immutable");
    let again = read(site.get(&address).header("if-none-match", sheet.headers["etag"].clone())).await;
    assert_eq!((again.status, again.html.len()), (304, 0));
    assert_eq!(site.page("/assets/portal.css").await.headers["cache-control"], "no-cache");
    assert_eq!(site.page("/assets/..%2fCargo.toml").await.status, 404);
}

#[tokio::test]
async fn the_first_view_is_light() {
    let site = Site::filled(1000).await;
    let mut bytes = 0;
    for path in ["/", "/assets/portal.css", "/assets/icon.svg", "/assets/weave.svg", "/assets/home.js"] {
        let response = site.get(path).header("accept-encoding", "gzip").send().await.unwrap();
        bytes += response.bytes().await.unwrap().len();
    }
    assert!(bytes <= 30_000, "{bytes} bytes");
}
