//! Procedures, agencies and calendars.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::Stub;

pub const PROCEDURE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000aa";
const NAME: &str = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ";

pub fn routes() -> Router<Stub> {
    Router::new()
        .route("/v1/procedures", get(async || Json(json!({"items": [{"id": PROCEDURE, "name": NAME}]}))))
        .route("/v1/procedures/{id}", get(async || Json(procedure("Đơn (mẫu mới)", "2026-01-01"))))
        .route("/v1/procedures/{id}/versions/1", get(async || Json(procedure("Đơn", "2021-07-01"))))
        .route("/v1/agencies", get(async || Json(agencies())))
        .route("/v1/calendars/{code}", get(calendar))
}

fn procedure(form: &str, effective_from: &str) -> Value {
    json!({"id": PROCEDURE, "code": "1.009994", "version": 1, "name": NAME, "field": "Hoạt động xây dựng",
        "agency": "H35.08", "effectiveFrom": effective_from, "cases": [{"code": "1", "name": "Trường hợp chung",
            "papers": [{"code": "GT1", "name": format!("{form} đề nghị cấp giấy phép xây dựng"), "originals": 1, "copies": 0},
                {"code": "GT2", "name": "Bản vẽ thiết kế xây dựng", "originals": 0, "copies": 2}],
            "terms": [{"channel": "counter", "limit": {"unit": "workingDay", "amount": 7}, "steps": []},
                {"channel": "online", "limit": {"unit": "workingDay", "amount": 7}, "steps": []}]}]})
}

fn agencies() -> Value {
    json!({"items": [
        {"code": "H35.00", "name": "Trung tâm Phục vụ hành chính công tỉnh Lai Châu", "kind": "centre", "units": []},
        {"code": "H35.08", "name": "Sở Xây dựng", "kind": "department", "units": [
            {"code": "H35.08.01", "name": "Quầy Sở Xây dựng tại Trung tâm"},
            {"code": "H35.08.03", "name": "Lãnh đạo Sở Xây dựng"},
            {"code": "H35.08.04", "name": "Phòng Quản lý xây dựng"}]}]})
}

async fn calendar(Path(code): Path<String>) -> Response {
    if code != "H35" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let day = json!([{"from": "07:00", "to": "11:30"}, {"from": "13:30", "to": "17:00"}]);
    Json(json!({"code": "H35", "version": 1, "validFrom": "2021-07-01", "validTo": "2027-12-31",
        "week": [day, day, day, day, day, [], []], "overrides": {}}))
    .into_response()
}
