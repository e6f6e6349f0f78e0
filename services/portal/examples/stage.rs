//! Serves the pages in front of a stub of the API, in a chosen state of the demonstration, and prints the address.
//!
//! `cargo run -p motcua-portal --example stage -- playing|played|empty|down`

#[path = "../tests/it/stub/mod.rs"]
mod stub;

use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::{Days, NaiveDate};
use motcua_kit::config::Secret;
use motcua_portal::{Availability, DemoKind, DemoProgress, DemoSignIn, DemoSignIns, Portal, routes};

const DAYS: u64 = 365;
const DOSSIERS: u64 = 43_840;
const PACE: Duration = Duration::from_millis(400);

#[tokio::main]
async fn main() {
    let state = std::env::args().nth(1).unwrap_or_else(|| "playing".to_owned());
    let filled = if state == "played" { 1000 } else { 0 };
    let (api, stub) = stub::start(filled).await;
    let api = if state == "down" { "http://127.0.0.1:9".to_owned() } else { api };
    let progress = DemoProgress::new(DOSSIERS);
    let portal = Portal::new(api.clone(), sign_ins(), Some(progress.clone())).with_payment_page(&api);
    let address = stub::serve(routes(portal)).await;
    println!("{address}");
    let first = NaiveDate::from_ymd_opt(2021, 12, 15).unwrap_or_default();
    let on = |day: u64| first.checked_add_days(Days::new(day)).unwrap_or(first);
    match state.as_str() {
        "playing" => {
            for day in 90..DAYS {
                progress.advance(on(day), DOSSIERS * day / DAYS);
                stub.filled.store(1000 * day / DAYS, Ordering::SeqCst);
                tokio::time::sleep(PACE).await;
            }
        }
        "played" => progress.advance(on(359), DOSSIERS),
        _ => {}
    }
    if state == "played" {
        progress.finish(on(359));
    }
    std::future::pending::<()>().await;
}

fn sign_ins() -> DemoSignIns {
    let sign_ins = [
        (
            "Công dân",
            "Citizen",
            "Nộp hồ sơ, theo dõi, nhận kết quả và đánh giá phục vụ.",
            "Applies, tracks, collects and rates.",
            "",
        ),
        (
            "Công chức một cửa",
            "Intake officer",
            "Kiểm tra giấy tờ, tiếp nhận hồ sơ và hẹn ngày trả.",
            "Checks papers, accepts dossiers and sets the due date.",
            "xaydung.tiepnhan1",
        ),
        (
            "Chuyên viên Sở Xây dựng",
            "Officer, Construction",
            "Thẩm định hồ sơ, dự thảo kết quả trình lãnh đạo.",
            "Examines dossiers, drafts results for the head.",
            "xaydung.chuyenvien1",
        ),
        (
            "Văn thư Sở Xây dựng",
            "Records clerk, Construction",
            "Cấp số, đóng dấu và phát hành kết quả đã duyệt.",
            "Numbers, seals and issues approved results.",
            "xaydung.vanthu",
        ),
        (
            "Giám đốc Trung tâm",
            "Director of the centre",
            "Theo dõi toàn bộ; không giải quyết hồ sơ nào.",
            "Sees everything, decides no dossier.",
            "trungtam.giamdoc",
        ),
    ];
    let sign_ins = sign_ins.map(|(label_vi, label_en, explanation_vi, explanation_en, username)| DemoSignIn {
        label_vi: label_vi.into(),
        label_en: label_en.into(),
        explanation_vi: explanation_vi.into(),
        explanation_en: explanation_en.into(),
        available: Availability::Always,
        kind: match username {
            "" => DemoKind::Citizen { identity_number: "012300000017".into(), name: "Lò Thị Mai".into() },
            _ => DemoKind::Staff { username: username.into(), password: Secret::new("mat-khau") },
        },
    });
    DemoSignIns(sign_ins.into())
}
