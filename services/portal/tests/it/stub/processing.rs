//! The processing of the dossiers: due date, journey, control sheet, timeline, history and notices.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use super::dossiers::{FULL, HOSTILE_ONE, REFUSED, STOPPED, is_staff};
use super::{CODE, HOSTILE, Stub, caller, not_found};

pub fn routes() -> Router<Stub> {
    Router::new()
        .route("/v1/dossiers/{id}/due-date", get(due_date))
        .route("/v1/dossiers/{id}/journey", get(journey))
        .route("/v1/dossiers/{id}/control-sheet", get(control_sheet))
        .route("/v1/dossiers/{id}/timeline", get(timeline))
        .route("/v1/dossiers/{id}/history/intake", get(history))
        .route("/v1/dossiers/{id}/notices", get(notices))
}

async fn due_date(Path(id): Path<String>) -> Response {
    let version = |since: &str, due: &str, reason: &str| {
        json!({"number": 1, "since": since, "dueAt": due, "reason": reason,
        "limit": {"unit": "workingDay", "amount": 7}, "calendarVersion": 1, "days": []})
    };
    match id.as_str() {
        FULL => {
            Json(json!({"dueAt": "2022-12-19T10:00:00Z", "dueOn": "2022-12-19", "promisedAt": "2022-12-23T10:00:00Z",
            "paused": false, "calendar": "H35",
            "versions": [version("2022-12-06T01:12:00Z", "2022-12-15T10:00:00Z", "accepted"),
                version("2022-12-12T01:00:00Z", "2022-12-19T10:00:00Z", "resumed"),
                version("2022-12-19T02:30:00Z", "2022-12-23T10:00:00Z", "extended")],
            "pauses": [{"wait": "papers", "from": "2022-12-08T03:15:00Z", "to": "2022-12-12T01:00:00Z"}]}))
            .into_response()
        }
        _ => not_found(),
    }
}

async fn journey(Path(id): Path<String>) -> Response {
    match id.as_str() {
        FULL => Json(json!({"status": 4})).into_response(),
        STOPPED => Json(json!({"status": 8, "stoppedBecause": "withdrawn"})).into_response(),
        _ => not_found(),
    }
}

async fn control_sheet(Path(id): Path<String>) -> Response {
    let row = |name: &str, unit: &str, from: &str, to: Option<&str>, verdict: Option<&str>| {
        json!({"number": 1, "name": name, "unit": unit, "receivedAt": from, "dueAt": "2022-12-15T10:00:00Z",
            "passedOnAt": to, "verdict": verdict})
    };
    match id.as_str() {
        FULL => {
            Json(json!({"code": CODE, "acceptedAt": "2022-12-06T01:12:00Z", "dueAt": "2022-12-19T10:00:00Z", "rows": [
            row("Tiếp nhận", "H35.08.01", "2022-12-06T01:12:00Z", Some("2022-12-06T02:00:00Z"), Some("early")),
            row("Thẩm định", "H35.08.04", "2022-12-06T02:00:00Z", Some("2022-12-19T09:00:00Z"), Some("onTime")),
            row("Ký duyệt", "H35.08.03", "2022-12-19T09:00:00Z", None, None)]}))
            .into_response()
        }
        STOPPED => Json(json!({"code": "H35.08-251006-0005", "acceptedAt": "2025-10-06T01:10:00Z", "rows": [
            row("Thẩm định", "H35.08.04", "2025-10-06T02:00:00Z", None, None)]}))
        .into_response(),
        _ => not_found(),
    }
}

async fn timeline(headers: HeaderMap, Path(id): Path<String>) -> Response {
    if !is_staff(&headers) {
        return not_found();
    }
    let text = json!({"vi": "x", "en": "x"});
    let line = |at: &str, status: i32, unit: Option<&str>, what: Option<&str>| json!({"at": at, "status": status, "text": text, "unit": unit, "what": what});
    let lines = match id.as_str() {
        FULL => json!([
            line("2022-12-05T12:40:00Z", 1, None, None),
            line("2022-12-06T01:12:00Z", 2, None, None),
            line("2022-12-06T01:12:00Z", 4, Some("H35.08.01"), None),
            line("2022-12-06T01:30:00Z", 4, Some("H35.05.04"), Some("opinionRequested")),
            line("2022-12-06T02:00:00Z", 4, Some("H35.08.04"), None),
            line("2022-12-19T09:40:00Z", 9, None, None),
            line("2022-12-20T03:00:00Z", 10, None, None)
        ]),
        STOPPED => {
            json!([{"at": "2025-10-07T01:00:00Z", "status": 4, "text": text, "what": "feeCollected", "amountVnd": 150_000}])
        }
        _ => json!([]),
    };
    Json(json!({"id": id, "code": CODE, "status": 4, "statusText": text, "timeline": lines})).into_response()
}

async fn history(Path(id): Path<String>) -> Response {
    let entry = |name: &str, reason: Option<&str>, at: &str| json!({"version": 1, "object": id, "name": name, "actor": "service:routing", "reason": reason, "at": at});
    let items = match id.as_str() {
        REFUSED => json!([entry("refused", Some("…"), "2022-12-05T13:00:00Z")]),
        STOPPED => json!([
            entry("withdrawal_requested", Some("Không còn nhu cầu xây nhà"), "2025-10-08T02:00:00Z"),
            entry("stopped", None, "2025-10-09T03:00:00Z")
        ]),
        _ => json!([]),
    };
    Json(json!({"items": items})).into_response()
}

/// Visible to the applicant and those who work on the dossier.
async fn notices(headers: HeaderMap, Path(id): Path<String>) -> Response {
    if !is_staff(&headers) && caller(&headers).as_deref() != Some("citizen") {
        return not_found();
    }
    let items = match id.as_str() {
        FULL => json!([
            {"kind": "feeRequired", "at": "2022-12-07T03:00:00Z", "amountVnd": 150_000, "reason": "Thẩm định tại chỗ"},
            {"kind": "supplementRequested", "at": "2022-12-08T03:15:00Z", "papers": ["Bản vẽ thiết kế xây dựng"],
                "reason": "Bản vẽ chưa có chữ ký của chủ trì thiết kế", "deadline": "2022-12-20"},
            {"kind": "extended", "at": "2022-12-19T02:30:00Z", "promisedOn": "2022-12-23",
                "reason": "Chờ ý kiến của Sở Tài nguyên và Môi trường"}]),
        HOSTILE_ONE => json!([{"kind": "stopped", "at": "2022-12-19T02:30:00Z", "cause": "other", "reason": HOSTILE}]),
        STOPPED => json!([{"kind": "stopped", "at": "2025-10-09T03:00:00Z", "cause": "withdrawn", "reason": "Đồng ý"}]),
        _ => json!([]),
    };
    Json(json!({"items": items})).into_response()
}
