//! The lookup: found, not found, too many attempts, and that the secret stays secret.

use motcua_portal::DemoProgress;

use crate::fixture::{Fixture, Page, read};
use crate::stub::{CODE, SECRET};

async fn look_up(portal: &Fixture, code: &str, secret: &str) -> Page {
    read(portal.post("/tra-cuu", &[("code", code), ("secret", secret)])).await
}

#[tokio::test]
async fn a_dossier_shows_status_deadline_and_holder() {
    let page = look_up(&Fixture::filled(1000).await, CODE, SECRET).await;
    assert_eq!(page.status, 200);
    for text in [
        "<h1>Đang giải quyết</h1>",
        "Còn hạn – còn 4 ngày làm việc",
        "thứ Năm, 15/12/2022, trước 17:00",
        "Sở Xây dựng",
        "Phòng Quản lý xây dựng",
        "08:12 ngày 06/12/2022",
        "Cấp giấy phép xây dựng mới",
    ] {
        assert!(page.html.contains(text), "{text}");
    }
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.html.contains(SECRET), "the secret is not repeated");
}

#[tokio::test]
async fn a_dossier_is_shown_in_english() {
    let portal = Fixture::filled(1000).await;
    let form = [("code", CODE), ("secret", SECRET)];
    let page = read(portal.post("/tra-cuu", &form).header("cookie", "motcua_lang=en")).await;
    for text in ["<h1>In progress</h1>", "4 working days left", "Thursday 15 December 2022, before 17:00"] {
        assert!(page.html.contains(text), "{text}");
    }
}

#[tokio::test]
async fn while_a_demonstration_plays_deadlines_count_from_its_date() {
    let progress = DemoProgress::new(10);
    progress.advance("2022-12-14".parse().unwrap(), 1);
    let page = look_up(&Fixture::with(900, Some(progress)).await, CODE, SECRET).await;
    assert!(page.html.contains("Sắp đến hạn – còn 1 ngày làm việc"));
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_code_show_the_same_page() {
    let portal = Fixture::filled(1000).await;
    let wrong = look_up(&portal, CODE, "00000000").await;
    let unknown = look_up(&portal, "H35.08-221206-9999", "00000000").await;
    assert_eq!((wrong.status, unknown.status), (404, 404));
    assert_eq!(wrong.html.replace(CODE, "X"), unknown.html.replace("H35.08-221206-9999", "X").replace(CODE, "X"));
    assert!(wrong.html.contains("<title>Lỗi: Tra cứu hồ sơ"));
    assert!(wrong.html.contains("Không tìm thấy hồ sơ"));
    assert!(!wrong.html.contains("00000000"));
}

#[tokio::test]
async fn errors_are_shown_at_the_field_and_in_the_summary() {
    let page = look_up(&Fixture::filled(1000).await, "", "123").await;
    assert_eq!(page.status, 422);
    assert!(page.html.contains("<title>Lỗi: Tra cứu hồ sơ"));
    assert_eq!(page.html.matches("Nhập mã hồ sơ hoặc mã nộp, ví dụ H35.08-221206-0001").count(), 2);
    assert_eq!(page.html.matches("Mã tra cứu gồm 8 chữ và số, ví dụ 7K0Q1XYZ").count(), 2);
    assert!(page.html.contains("href=\"#code\"") && page.html.contains("href=\"#secret\""));
    assert!(page.html.contains("aria-invalid=\"true\""));
}

#[tokio::test]
async fn too_many_attempts_show_the_time_to_wait() {
    let page = look_up(&Fixture::filled(1000).await, "H35.08-999999-0429", SECRET).await;
    assert_eq!(page.status, 429);
    assert_eq!(page.headers["retry-after"], "900");
    assert!(page.html.contains("Thử lại sau 15 phút"));
}

#[tokio::test]
async fn without_the_api_the_page_is_503() {
    let page = look_up(&Fixture::filled(1000).await, "H35.08-999999-0503", SECRET).await;
    assert_eq!(page.status, 503);
    assert!(page.html.contains("Hệ thống tạm ngừng"));
    assert_eq!(look_up(&Fixture::without_api().await, CODE, SECRET).await.status, 503);
}

#[tokio::test]
async fn code_and_secret_in_an_address_are_ignored() {
    let page = Fixture::filled(1000).await.page(&format!("/tra-cuu?code={CODE}&secret={SECRET}")).await;
    assert_eq!(page.status, 200);
    assert!(!page.html.contains("Đang giải quyết"));
}

#[tokio::test]
async fn an_apology_shows_the_first_due_date_and_the_new_one() {
    let portal = Fixture::filled(1000).await;
    let extended = "H35.08-221206-0004";
    let page = look_up(&portal, extended, SECRET).await;
    for text in [
        "Hẹn trả ban đầu",
        "thứ Năm, 15/12/2022, trước 17:00",
        "Hẹn lại",
        "thứ Tư, 21/12/2022, trước 17:00",
        "xin lỗi vì chưa trả kết quả đúng hẹn",
        "Xin lỗi và hẹn lại ngày trả",
    ] {
        assert!(page.html.contains(text), "{text}");
    }
    let form = [("code", extended), ("secret", SECRET)];
    let page = read(portal.post("/tra-cuu", &form).header("cookie", "motcua_lang=en")).await;
    for text in ["First due date", "Wednesday 21 December 2022, before 17:00", "The agency has apologised"] {
        assert!(page.html.contains(text), "{text}");
    }
    let usual = look_up(&portal, CODE, SECRET).await;
    assert!(!usual.html.contains("xin lỗi") && !usual.html.contains("Hẹn lại"));
}

#[tokio::test]
async fn a_unit_asked_for_an_opinion_does_not_hold_the_dossier() {
    let page = look_up(&Fixture::filled(1000).await, "H35.08-221206-0004", SECRET).await;
    let place = page.html.split_once("Đang ở đâu").map(|(_, rest)| rest.split_once("</div>").unwrap().0).unwrap();
    assert!(place.contains("Phòng Quản lý xây dựng") && !place.contains("thương mại"), "{place}");
}
