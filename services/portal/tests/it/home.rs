//! The first page: figures, none yet, no API, and the year filling up.

use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use motcua_portal::DemoProgress;

use crate::site::{Site, read};

#[tokio::test]
async fn the_finding_and_the_figures_come_in_vietnamese() {
    let page = Site::filled(1000).await.page("/").await;
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
    assert!(!page.html.contains("<script"), "nothing plays, so nothing needs a script");
}

#[tokio::test]
async fn english_is_one_click_away_and_remembered() {
    let site = Site::filled(1000).await;
    let page = site.page("/?lang=en").await;
    assert!(page.html.contains("<html lang=\"en\">"));
    assert!(page.html.contains("of dossiers resolved on time or early; 20 were late"));
    assert!(page.html.contains("Demonstration – not an official site"));
    assert!(page.html.contains("43,378"));
    assert!(page.headers["set-cookie"].to_str().unwrap().starts_with("motcua_lang=en;"));
    let page = read(site.get("/tra-cuu").header("cookie", "motcua_lang=en")).await;
    assert!(page.html.contains("Track a dossier"));
    assert!(page.html.contains("href=\"/tra-cuu?lang=vi\""));
}

#[tokio::test]
async fn before_the_first_dossier_it_says_so() {
    let page = Site::filled(0).await.page("/").await;
    assert_eq!(page.status, 200);
    assert!(page.html.contains("Chưa có hồ sơ nào"));
    assert!(page.html.contains("1.481"), "the catalogue is there already");
    assert!(!page.html.contains("–%"));
}

#[tokio::test]
async fn another_year_can_be_asked_for_and_nonsense_is_ignored() {
    let site = Site::filled(1000).await;
    assert!(site.page("/?nam=2021").await.html.contains("Chưa có hồ sơ nào"));
    assert!(site.page("/?nam=xyz").await.html.contains("43.378"));
    assert!(site.page("/?nam=99999").await.html.contains("43.378"));
}

#[tokio::test]
async fn without_the_api_the_page_says_so_and_keeps_the_lookup() {
    let page = Site::without_api().await.page("/").await;
    assert_eq!(page.status, 503);
    assert_eq!(page.headers["retry-after"], "10");
    assert!(page.html.contains("Hệ thống tạm ngừng – hồ sơ đã lưu không bị mất"));
    assert!(page.html.contains("action=\"/tra-cuu\""));
}

#[tokio::test]
async fn how_each_figure_is_counted_is_what_the_api_says() {
    let site = Site::filled(1000).await;
    let html = site.page("/").await.html;
    let (_, received) = html.split_once("id=\"received-heading\"").unwrap();
    for text in ["Cách tính", "Từ kỳ trước (cột 6)", "cộng hồ sơ bị trả lại do sai sót trong kỳ.", "Đã giải quyết"]
    {
        assert!(received.contains(text), "{text}");
    }
    assert!(html.contains("Tính theo thời điểm đánh giá.") && !html.contains("Kỳ báo cáo"), "only what is shown");
    let english = site.page("/?lang=en").await.html;
    assert!(english.contains("Finished after the due moment.") && english.contains("&#60;script&#62;alert(1)"));
    assert_eq!(site.stub.explained.load(Ordering::SeqCst), 1, "they are kept");
}

#[tokio::test]
async fn figures_do_not_wait_for_their_definitions() {
    let site = Site::filled(1000).await;
    site.stub.speechless.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        let page = site.page("/").await;
        assert!(page.status == 200 && page.html.contains("43.378") && !page.html.contains("Cách tính"));
    }
    assert_eq!(site.stub.explained.load(Ordering::SeqCst), 1, "nor ask for them each time");
}

#[tokio::test]
async fn however_many_look_the_api_is_asked_once_a_second() {
    let site = Site::filled(1000).await;
    futures::future::join_all((0..20).map(|_| site.page("/"))).await;
    assert!(site.stub.asked.load(Ordering::SeqCst) <= 2);
}

#[tokio::test]
async fn the_year_fills_up_by_events() {
    let progress = DemoProgress::new(44_000);
    progress.advance(NaiveDate::from_ymd_opt(2022, 6, 15).unwrap(), 22_000);
    let site = Site::with(500, Some(progress.clone())).await;
    let page = site.page("/").await;
    for text in ["Năm 2022 đang được diễn lại", "thứ Tư, 15/06/2022", "22.000 trong 44.000 hồ sơ (50,0%)", "Tải lại"]
    {
        assert!(page.html.contains(text), "{text}");
    }
    assert!(page.html.contains("<script type=\"module\" src=\"/assets/home.js?v="));

    let mut response = site.get("/su-kien/so-lieu?nam=2022&lang=vi").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let first = String::from_utf8(response.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    let data = first.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let news: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(news["playing"], true);
    assert_eq!(news["texts"]["play-today"], "thứ Tư, 15/06/2022");
    assert!(page.html.contains(news["texts"]["received-total"].as_str().unwrap()));

    progress.finish(NaiveDate::from_ymd_opt(2022, 12, 15).unwrap());
    let page = site.page("/").await;
    assert!(page.html.contains("Năm 2022 đã được diễn lại xong"));
    assert!(!page.html.contains("<script"));
}
