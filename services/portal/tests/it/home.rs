//! The home page: with figures, without figures, without the API, and while a demonstration plays.

use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use motcua_portal::DemoProgress;

use crate::fixture::{Fixture, read};

#[tokio::test]
async fn finding_and_figures_are_shown_in_vietnamese() {
    let page = Fixture::filled(1000).await.page("/").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.headers["content-language"], "vi");
    for text in [
        "<html lang=\"vi\">",
        "Bản trình diễn – không phải trang chính thức",
        "Trung tâm Phục vụ hành chính công tỉnh Lai Châu (bản trình diễn)",
        "99,95%",
        "hồ sơ giải quyết đúng và trước hạn; 20 hồ sơ quá hạn",
        "43.378",
        "44,1% trực tuyến",
        "1.481",
        "15/12/2021 – 14/12/2022",
        "Tỷ lệ tính trên 43.378 hồ sơ, gồm cả hồ sơ từ kỳ trước",
        "Sở Xây dựng",
    ] {
        assert!(page.html.contains(text), "{text}");
    }
    assert_eq!(page.html.matches("<h1").count(), 1);
    assert!(!page.html.contains("<script"), "without a demonstration there is no script");
}

#[tokio::test]
async fn the_choice_of_english_is_remembered() {
    let portal = Fixture::filled(1000).await;
    let page = portal.page("/?lang=en").await;
    assert!(page.html.contains("<html lang=\"en\">"));
    assert!(page.html.contains("of dossiers resolved on time or early; 20 were late"));
    assert!(page.html.contains("Demonstration – not an official site"));
    assert!(page.html.contains("43,378"));
    assert!(page.headers["set-cookie"].to_str().unwrap().starts_with("motcua_lang=en;"));
    let page = read(portal.get("/tra-cuu").header("cookie", "motcua_lang=en")).await;
    assert!(page.html.contains("Track a dossier"));
    assert!(page.html.contains("href=\"/tra-cuu?lang=vi\""));
}

#[tokio::test]
async fn an_empty_year_says_that_there_are_no_dossiers() {
    let page = Fixture::filled(0).await.page("/").await;
    assert_eq!(page.status, 200);
    assert!(page.html.contains("Chưa có hồ sơ nào"));
    assert!(page.html.contains("1.481"), "the catalogue is there already");
    assert!(!page.html.contains("–%"));
}

#[tokio::test]
async fn the_address_chooses_the_year_and_an_invalid_one_is_ignored() {
    let portal = Fixture::filled(1000).await;
    assert!(portal.page("/?nam=2021").await.html.contains("Chưa có hồ sơ nào"));
    assert!(portal.page("/?nam=xyz").await.html.contains("43.378"));
    assert!(portal.page("/?nam=99999").await.html.contains("43.378"));
}

#[tokio::test]
async fn without_the_api_the_page_is_503_and_still_offers_the_lookup() {
    let page = Fixture::without_api().await.page("/").await;
    assert_eq!(page.status, 503);
    assert_eq!(page.headers["retry-after"], "10");
    assert!(page.html.contains("Hệ thống tạm ngừng – hồ sơ đã lưu không bị mất"));
    assert!(page.html.contains("action=\"/tra-cuu\""));
}

#[tokio::test]
async fn each_panel_explains_its_figures_with_the_definitions_of_the_api() {
    let portal = Fixture::filled(1000).await;
    let html = portal.page("/").await.html;
    let (_, received) = html.split_once("id=\"received-heading\"").unwrap();
    for text in ["Cách tính", "Từ kỳ trước (cột 6)", "cộng hồ sơ bị trả lại do sai sót trong kỳ.", "Đã giải quyết"]
    {
        assert!(received.contains(text), "{text}");
    }
    assert!(html.contains("Tính theo thời điểm đánh giá.") && !html.contains("Kỳ báo cáo"), "only what is shown");
    let english = portal.page("/?lang=en").await.html;
    assert!(english.contains("Finished after the due moment.") && english.contains("&#60;script&#62;alert(1)"));
    assert_eq!(portal.stub.definitions_requests.load(Ordering::SeqCst), 1, "the definitions are cached");
}

#[tokio::test]
async fn figures_are_shown_without_definitions() {
    let portal = Fixture::filled(1000).await;
    portal.stub.definitions_unavailable.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        let page = portal.page("/").await;
        assert!(page.status == 200 && page.html.contains("43.378") && !page.html.contains("Cách tính"));
    }
    assert_eq!(portal.stub.definitions_requests.load(Ordering::SeqCst), 1, "the failure is cached");
}

#[tokio::test]
async fn the_figures_are_fetched_once_a_second_for_all_visitors() {
    let portal = Fixture::filled(1000).await;
    futures::future::join_all((0..20).map(|_| portal.page("/"))).await;
    assert!(portal.stub.figures_requests.load(Ordering::SeqCst) <= 2);
}

#[tokio::test]
async fn events_update_the_figures_while_the_year_is_played() {
    let progress = DemoProgress::new(44_000);
    progress.advance(NaiveDate::from_ymd_opt(2022, 6, 15).unwrap(), 22_000);
    let portal = Fixture::with(500, Some(progress.clone())).await;
    let page = portal.page("/").await;
    for text in ["Năm 2022 đang được diễn lại", "thứ Tư, 15/06/2022", "22.000 trong 44.000 hồ sơ (50,0%)", "Tải lại"]
    {
        assert!(page.html.contains(text), "{text}");
    }
    assert!(page.html.contains("<script type=\"module\" src=\"/assets/home.js?v="));

    let mut response = portal.get("/su-kien/so-lieu?nam=2022&lang=vi").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let first = String::from_utf8(response.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    let data = first.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let event: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(event["playing"], true);
    assert_eq!(event["texts"]["play-today"], "thứ Tư, 15/06/2022");
    assert!(page.html.contains(event["texts"]["received-total"].as_str().unwrap()));

    progress.finish(NaiveDate::from_ymd_opt(2022, 12, 15).unwrap());
    let page = portal.page("/").await;
    assert!(page.html.contains("Năm 2022 đã được diễn lại xong"));
    assert!(!page.html.contains("<script"));
}
