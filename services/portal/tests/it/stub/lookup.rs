//! The public lookup.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::{CODE, HOSTILE, SECRET, Stub, not_found};

pub fn routes() -> Router<Stub> {
    Router::new().route("/v1/public/lookups", post(look_up))
}

async fn look_up(Json(body): Json<Value>) -> Response {
    let (code, secret) = (body["code"].as_str().unwrap_or_default(), body["secret"].as_str().unwrap_or_default());
    match code {
        "H35.08-999999-0429" => (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "900")]).into_response(),
        "H35.08-999999-0503" => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        CODE if secret == SECRET => Json(dossier("Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ")).into_response(),
        "H35.08-221206-0004" if secret == SECRET => Json(extended()).into_response(),
        "H35.08-221206-6666" if secret == SECRET => Json(dossier(HOSTILE)).into_response(),
        _ => not_found(),
    }
}

fn dossier(procedure: &str) -> Value {
    let line = |at: &str, status: i32, vi: &str, en: &str, unit: Option<&str>| json!({"at": at, "status": status, "text": {"vi": vi, "en": en}, "unit": unit.map(|_| "H35.08.01"), "unitName": unit});
    json!({"code": CODE, "status": 4, "statusText": {"vi": "Đang giải quyết", "en": "In progress"},
    "agency": {"code": "H35.08", "name": "Sở Xây dựng"}, "procedureName": procedure,
    "submittedAt": "2022-12-05T12:40:00Z", "acceptedAt": "2022-12-06T01:12:00Z",
    "dueAt": "2022-12-15T10:00:00Z", "dueOn": "2022-12-15", "paused": false, "timeline": [
        line("2022-12-05T12:40:00Z", 1, "Đã gửi, chờ tiếp nhận", "Sent, waiting to be received", None),
        line("2022-12-06T01:12:00Z", 2, "Đã tiếp nhận", "Received", Some("Bộ phận Tiếp nhận và Trả kết quả")),
        line("2022-12-07T02:05:00Z", 4, "Đang giải quyết", "In progress", Some("Phòng Quản lý xây dựng")),
    ]})
}

/// A dossier whose due date was extended with an apology, while another agency is asked for its opinion.
fn extended() -> Value {
    let mut extended = dossier("Cấp giấy phép xây dựng");
    (extended["promisedAt"], extended["promisedOn"]) = (json!("2022-12-21T10:00:00Z"), json!("2022-12-21"));
    if let Some(timeline) = extended["timeline"].as_array_mut() {
        timeline.push(json!({"at": "2022-12-08T02:05:00Z", "status": 4, "what": "opinionRequested", "unit": "H35.05.04",
            "unitName": "Phòng Quản lý thương mại", "text": {"vi": "Lấy ý kiến phối hợp", "en": "An opinion is asked for"}}));
        timeline.push(
            json!({"at": "2022-12-08T03:00:00Z", "status": 4, "what": "extended", "promisedAt": "2022-12-21T10:00:00Z",
            "text": {"vi": "Xin lỗi và hẹn lại ngày trả", "en": "Apology and a new date"}}),
        );
    }
    extended
}
