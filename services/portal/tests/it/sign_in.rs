//! One click signs in, each role sees its own, and signing out ends it everywhere.

use std::sync::atomic::Ordering;

use crate::site::{Site, cookie, read};

#[tokio::test]
async fn each_role_is_offered_and_explained() {
    let html = Site::filled(1000).await.page("/").await.html;
    assert!(html.contains("Đăng nhập thử"));
    assert!(html.contains("Vào vai này<span class=\"hidden\">: Văn thư Sở Xây dựng"));
    assert!(html.contains("Cấp số, đóng dấu và phát hành kết quả đã duyệt."));
    assert!(!html.contains("mat-khau"), "no password in the page");
}

#[tokio::test]
async fn each_role_sees_its_own() {
    let site = Site::filled(1000).await;
    let seen = [
        ("0", "Lò Thị Mai", "Hồ sơ đã nộp"),
        ("1", "Vàng A Páo", "Chờ cấp số, đóng dấu"),
        ("2", "Nguyễn Thị Hòa", "Thẩm định, dự thảo"),
        ("3", "Công chức một cửa", "Hồ sơ chờ tiếp nhận"),
        ("6", "Lò Xuân Hà", "Không có kết quả nào đang chờ; đã qua"),
        ("4", "Trần Văn Định", "Vai này không có danh sách hồ sơ riêng."),
    ];
    for (role, name, work) in seen {
        let session = site.sign_in(role).await;
        let page = site.as_signed_in(&session, "/toi").await;
        assert_eq!(page.status, 200, "{role}");
        assert!(page.html.contains(name), "{role}: {name}");
        assert!(page.html.contains(work), "{role}: {work}");
    }
}

#[tokio::test]
async fn the_cookie_is_a_new_random_name_each_time() {
    let site = Site::filled(1000).await;
    let response = site.post("/dang-nhap", &[("vai", "1")]).send().await.unwrap();
    let line = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && !line.contains("Secure"), "{line}");
    let first = cookie(&response);
    assert_eq!(first.trim_start_matches("motcua_portal=").len(), 43);
    let again = site.post("/dang-nhap", &[("vai", "1")]).header("cookie", &first).send().await.unwrap();
    assert_ne!(first, cookie(&again));
    assert_eq!(site.as_signed_in(&first, "/toi").await.status, 303, "the session before has ended");

    let over_https = site.post("/dang-nhap", &[("vai", "1")]).header("x-forwarded-proto", "https");
    let response = over_https.send().await.unwrap();
    assert!(response.headers()["set-cookie"].to_str().unwrap().ends_with("; Secure"));
    assert!(response.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn a_token_that_ends_is_exchanged() {
    let site = Site::filled(1000).await;
    site.stub.token_life.store(1, Ordering::SeqCst);
    let session = site.sign_in("2").await;
    assert_eq!(site.as_signed_in(&session, "/toi").await.status, 200);
    assert_eq!(site.stub.token_life.load(Ordering::SeqCst), 300, "the refresh token was used");
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let site = Site::filled(1000).await;
    let session = site.sign_in("1").await;
    let page = read(site.post("/dang-xuat", &[]).header("cookie", &session)).await;
    assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/"));
    assert!(page.headers["set-cookie"].to_str().unwrap().starts_with("motcua_portal=; Max-Age=0"));
    assert_eq!(site.stub.revoked.load(Ordering::SeqCst), 1);
    assert_eq!(site.as_signed_in(&session, "/toi").await.status, 303);
}

#[tokio::test]
async fn what_cannot_sign_in_gets_a_page() {
    let site = Site::filled(1000).await;
    for role in ["5", "99", "x"] {
        let page = read(site.post("/dang-nhap", &[("vai", role)])).await;
        assert_eq!(page.status, 401, "{role}");
        assert!(page.html.contains("Không đăng nhập được"));
        assert!(!page.headers.contains_key("set-cookie"));
    }
    let page = site.page("/dang-nhap").await;
    assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/#dang-nhap"));
}
