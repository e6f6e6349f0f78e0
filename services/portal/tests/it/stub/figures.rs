//! The figures of the seeded year.

use std::sync::atomic::Ordering;

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::Stub;

pub fn routes() -> Router<Stub> {
    Router::new().route("/v1/public/figures", get(figures))
}

const NAMES: [&str; 20] = [
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Sở Xây dựng",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động – Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Công ty Cổ phần nước sạch Lai Châu",
    "Công ty Điện lực Lai Châu",
    "Bảo hiểm xã hội tỉnh Lai Châu",
    "Công an tỉnh Lai Châu",
    "Cục Thuế tỉnh Lai Châu",
];

#[derive(serde::Deserialize)]
struct Days {
    from: Option<String>,
    to: Option<String>,
}

async fn figures(State(stub): State<Stub>, Query(days): Query<Days>) -> Json<Value> {
    stub.figures_requests.fetch_add(1, Ordering::SeqCst);
    let (from, to) = (days.from.unwrap_or("2025-12-15".into()), days.to.unwrap_or("2026-12-14".into()));
    let filled = if from.starts_with("2021") { stub.filled.load(Ordering::SeqCst) } else { 0 };
    Json(report(filled, &from, &to))
}

/// The seeded year; `filled` is the share that has been counted, in thousandths.
fn report(filled: u64, from: &str, to: &str) -> Value {
    let of = |number: u64| number * filled / 1000;
    let (online, counter, carried) = (of(19_126), of(22_542), if filled > 0 { 1_710 } else { 0 });
    let (early, on_time, late) = (of(20_539), of(20_134), of(20));
    let open = online + counter + carried - early - on_time - late;
    let (very, satisfied) = (of(12_670), of(40));
    let agencies = NAMES.iter().enumerate().map(|(at, name)| {
        let at = at as u64;
        let weight = (at * at * 37 + 11) % 23 + 1;
        let (online, counter) = (of(19_126 * weight / 240), of(22_542 * weight / 240));
        let late = if at % 4 == 3 { of(at / 2) } else { 0 };
        let total = online + counter;
        let overdue = if at % 6 == 2 { of(3) } else { 0 };
        json!({"code": format!("H35.{:02}", at + 1), "name": name,
            "received": {"total": total, "online": online, "counter": counter, "carriedOver": 0},
            "resolved": {"total": total * 9 / 10, "early": total / 2, "onTime": total * 9 / 10 - total / 2 - late, "late": late},
            "inProcess": {"total": total - total * 9 / 10, "notDue": total - total * 9 / 10 - overdue, "overdue": overdue}})
    });
    json!({
        "period": {"from": from, "to": to},
        "catalogue": {"procedures": 1481, "departments": 15, "companies": 2, "centralAgencies": 3, "onTheSpot": 92},
        "received": {"total": online + counter + carried, "online": online, "counter": counter, "carriedOver": carried},
        "resolved": {"total": early + on_time + late, "early": early, "onTime": on_time, "late": late},
        "inProcess": {"total": open, "notDue": open - of(14), "overdue": of(14)},
        "ratings": {"total": very + satisfied, "verySatisfied": very, "satisfied": satisfied, "notSatisfied": 0},
        "byAgency": agencies.collect::<Vec<_>>(),
    })
}
