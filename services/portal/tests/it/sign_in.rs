//! Sign-in by one click, the page of each role, and sign-out.

use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use motcua_portal::DemoProgress;

use crate::fixture::{Fixture, cookie, read};

#[tokio::test]
async fn every_role_is_offered_with_an_explanation() {
    let html = Fixture::filled(1000).await.page("/").await.html;
    assert!(html.contains("Đăng nhập thử"));
    assert!(html.contains("Vào vai này<span class=\"hidden\">: Văn thư Sở Xây dựng"));
    assert!(html.contains("Cấp số, đóng dấu và phát hành kết quả đã duyệt."));
    assert!(!html.contains("mat-khau"), "no password in the page");
}

#[tokio::test]
async fn accounts_of_the_year_are_available_once_it_has_been_played() {
    let progress = DemoProgress::new(10);
    let portal = Fixture::with(1000, Some(progress.clone())).await;
    let later = "Dùng được khi năm 2022 đã diễn lại xong.";
    let html = portal.page("/").await.html;
    assert_eq!((html.matches(later).count(), html.matches("Vào vai này").count()), (1, 7));
    assert_eq!(read(portal.post("/dang-nhap", &[("vai", "7")])).await.status, 401);
    portal.sign_in("1").await;
    progress.finish(NaiveDate::from_ymd_opt(2022, 12, 14).unwrap());
    let html = portal.page("/").await.html;
    assert_eq!((html.matches(later).count(), html.matches("Vào vai này").count()), (0, 8));
    portal.sign_in("7").await;
}

#[tokio::test]
async fn each_role_sees_its_own_list() {
    let portal = Fixture::filled(1000).await;
    let seen = [
        ("0", "Lò Thị Mai", "Hồ sơ đã nộp"),
        ("1", "Vàng A Páo", "Chờ cấp số, đóng dấu"),
        ("2", "Nguyễn Thị Hòa", "Thẩm định, dự thảo"),
        ("3", "Công chức một cửa", "Hồ sơ chờ tiếp nhận"),
        ("6", "Lò Xuân Hà", "Không có kết quả nào đang chờ; đã qua"),
        ("4", "Trần Văn Định", "Vai này không có danh sách hồ sơ riêng."),
    ];
    for (role, name, work) in seen {
        let session = portal.sign_in(role).await;
        let page = portal.as_signed_in(&session, "/toi").await;
        assert_eq!(page.status, 200, "{role}");
        assert!(page.html.contains(name), "{role}: {name}");
        assert!(page.html.contains(work), "{role}: {work}");
    }
}

#[tokio::test]
async fn each_sign_in_creates_a_session_with_a_random_id() {
    let portal = Fixture::filled(1000).await;
    let response = portal.post("/dang-nhap", &[("vai", "1")]).send().await.unwrap();
    let line = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && !line.contains("Secure"), "{line}");
    let first = cookie(&response);
    assert_eq!(first.trim_start_matches("motcua_portal=").len(), 43);
    let again = portal.post("/dang-nhap", &[("vai", "1")]).header("cookie", &first).send().await.unwrap();
    assert_ne!(first, cookie(&again));
    assert_eq!(portal.as_signed_in(&first, "/toi").await.status, 303, "the previous session has ended");

    let over_https = portal.post("/dang-nhap", &[("vai", "1")]).header("x-forwarded-proto", "https");
    let response = over_https.send().await.unwrap();
    let line = response.headers()["set-cookie"].to_str().unwrap();
    assert!(
        line.starts_with("__Host-motcua_portal=") && line.contains("; Secure") && line.contains("; Path=/"),
        "{line}"
    );
    assert!(!line.contains("Domain"), "{line}");
    assert!(response.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn an_expiring_token_is_refreshed() {
    let portal = Fixture::filled(1000).await;
    portal.stub.token_lifetime.store(1, Ordering::SeqCst);
    let session = portal.sign_in("2").await;
    assert_eq!(portal.as_signed_in(&session, "/toi").await.status, 200);
    assert_eq!(portal.stub.token_lifetime.load(Ordering::SeqCst), 300, "the refresh token was used");
}

#[tokio::test]
async fn sign_out_ends_the_session_here_and_at_the_gateway() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in("1").await;
    let page = read(portal.post("/dang-xuat", &[]).header("cookie", &session)).await;
    assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/"));
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("motcua_portal=;") && cookie.contains("; Max-Age=0"), "{cookie}");
    assert_eq!(portal.stub.revoked.load(Ordering::SeqCst), 1);
    assert_eq!(portal.as_signed_in(&session, "/toi").await.status, 303);
}

#[tokio::test]
async fn a_failed_sign_in_shows_an_error_page() {
    let portal = Fixture::filled(1000).await;
    for role in ["5", "99", "x"] {
        let page = read(portal.post("/dang-nhap", &[("vai", role)])).await;
        assert_eq!(page.status, 401, "{role}");
        assert!(page.html.contains("Không đăng nhập được"));
        assert!(!page.headers.contains_key("set-cookie"));
    }
    let page = portal.page("/dang-nhap").await;
    assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/#dang-nhap"));
}

#[tokio::test]
async fn the_gateway_gets_the_address_of_the_visitor() {
    for (proxies, expected) in [("127.0.0.0/8", "192.0.2.1"), ("", "127.0.0.1")] {
        let portal = Fixture::behind(proxies).await;
        let request = portal.post("/dang-nhap", &[("vai", "1")]).header("x-forwarded-for", "192.0.2.1");
        assert_eq!(read(request).await.status, 303);
        assert_eq!(*portal.stub.visitors.lock().unwrap(), [expected]);
    }
}
