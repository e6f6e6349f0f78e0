//! The definitions of the figures.

use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use super::{HOSTILE, Stub};

pub fn routes() -> Router<Stub> {
    Router::new().route("/v1/public/definitions", get(definitions))
}

/// Some of the definitions.
async fn definitions(State(stub): State<Stub>) -> Response {
    stub.definitions_requests.fetch_add(1, Ordering::SeqCst);
    if stub.definitions_unavailable.load(Ordering::SeqCst) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let definition = |key: &str, term: [&str; 2], rule: [&str; 2]| {
        json!({"key": key, "source": "…", "proofs": [],
        "term": {"vi": term[0], "en": term[1]}, "rule": {"vi": rule[0], "en": rule[1]}})
    };
    Json(json!([
        definition("period", ["Kỳ báo cáo", "Period"], ["Từ ngày đầu đến hết ngày cuối.", "From the first day to the last."]),
        definition(
            "received",
            ["Tiếp nhận (cột 3)", "Received (column 3)"],
            ["Trực tuyến + trực tiếp, bưu chính + từ kỳ trước.", "Online + counter and post + carried over."],
        ),
        definition(
            "carriedOver",
            ["Từ kỳ trước (cột 6)", "Carried over (column 6)"],
            [
                "Tiếp nhận trước kỳ và chưa giải quyết xong trước kỳ: bằng số đang giải quyết của kỳ trước, cộng hồ sơ bị trả lại do sai sót trong kỳ.",
                "Accepted before the period and not finished before it: what the period before left open, and what came back for an error since.",
            ],
        ),
        definition(
            "late",
            ["Quá hạn (cột 10)", "Late (column 10)"],
            ["Xong sau thời điểm hẹn trả.", "Finished after the due moment."],
        ),
        definition(
            "overdue",
            ["Đang giải quyết quá hạn (cột 13)", "Overdue (column 13)"],
            ["Chưa xong, không tạm dừng, đã qua thời điểm hẹn trả.", HOSTILE],
        ),
        definition("ratings", ["Đánh giá", "Ratings"], ["Tính theo thời điểm đánh giá.", "Count by their own time."]),
    ]))
    .into_response()
}
