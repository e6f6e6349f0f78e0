//! The stub's dossiers: one that had everything, one refused, one stopped, one on its way to another place.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::{CODE, HOSTILE, Stub, caller};

/// A dossier that had everything: a supplement, an apology.
pub const FULL: &str = "0192f3c4-6f0e-7c1a-9a57-000000000001";
/// One that was not accepted.
pub const REFUSED: &str = "0192f3c4-6f0e-7c1a-9a57-000000000003";
/// One that its owner took back, under the rules of 2025.
pub const STOPPED: &str = "0192f3c4-6f0e-7c1a-9a57-000000000005";
/// One that was handed in at another agency's counter.
pub const ON_ITS_WAY: &str = "0192f3c4-6f0e-7c1a-9a57-000000000009";
/// One that an operation forbids.
pub const FORBIDDEN: &str = "0192f3c4-6f0e-7c1a-9a57-000000000403";
/// One of a name that tries to be markup.
pub const HOSTILE_ONE: &str = "0192f3c4-6f0e-7c1a-9a57-000000000666";
const PROCEDURE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000aa";

/// Whether somebody works on dossiers; the citizen is shown less, the clerk of this stub nothing.
const STAFF: [&str; 3] = ["xaydung.tiepnhan1", "xaydung.chuyenvien1", "xaydung.traketqua"];

pub fn routes() -> Router<Stub> {
    Router::new()
        .route("/v1/dossiers", get(list))
        .route("/v1/dossiers/{id}", get(read))
        .route("/v1/dossiers/{id}/due-date", get(due_date))
        .route("/v1/dossiers/{id}/journey", get(journey))
        .route("/v1/dossiers/{id}/control-sheet", get(control_sheet))
        .route("/v1/dossiers/{id}/timeline", get(timeline))
        .route("/v1/dossiers/{id}/history/{service}", get(history))
        .route("/v1/procedures", get(async || Json(json!({"items": [{"id": PROCEDURE, "name": NAME}]}))))
        .route("/v1/procedures/{id}", get(async || Json(procedure())))
        .route("/v1/agencies", get(async || Json(agencies())))
}

const NAME: &str = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ";

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, Json(json!({"code": "not-found"}))).into_response()
}

fn is_staff(headers: &HeaderMap) -> bool {
    caller(headers).is_some_and(|who| STAFF.contains(&who.as_str()))
}

fn filed(id: &str) -> Option<Value> {
    let mut filed = json!({"id": id, "reference": "N7Q2K-4XW8M", "code": CODE, "status": 4, "awaitsSupplement": false,
        "withdrawing": false, "procedureId": PROCEDURE, "caseCode": "1", "agency": "H35.08", "channel": "counter",
        "applicant": {"name": "Lò Thị Mai", "identityNumber": "012300000017", "phone": "0912345678",
            "address": "Bản Nà Cọ, xã Bum Tở, tỉnh Lai Châu"},
        "papers": [{"code": "GT1", "originals": 1, "copies": 0}, {"code": "GT2", "originals": 0, "copies": 2}],
        "submittedAt": "2022-12-05T12:40:00Z", "acceptedAt": "2022-12-06T01:12:00Z", "dueAt": "2022-12-15T10:00:00Z"});
    let change = match id {
        FULL => json!({}),
        HOSTILE_ONE => json!({"applicant": {"name": HOSTILE, "identityNumber": "012300000017", "phone": "0912345678",
            "address": HOSTILE}}),
        REFUSED => json!({"code": null, "status": 3, "acceptedAt": null, "dueAt": null,
            "refusedReason": "Hồ sơ không thuộc phạm vi giải quyết của Sở Xây dựng"}),
        STOPPED => json!({"code": "H35.08-251006-0005", "status": 8, "submittedAt": "2025-10-06T01:00:00Z",
            "acceptedAt": "2025-10-06T01:10:00Z", "dueAt": "2025-10-20T10:00:00Z"}),
        ON_ITS_WAY => json!({"code": "H35.08-251006-0009", "status": 2, "submittedAt": "2025-10-06T01:00:00Z",
            "acceptedAt": null, "dueAt": null, "forwardedAt": "2025-10-06T01:10:00Z", "channel": "online",
            "limitFromReceipt": {"unit": "workingDay", "amount": 5}}),
        _ => return None,
    };
    for (name, value) in change.as_object().into_iter().flatten() {
        filed[name] = value.clone();
    }
    Some(filed)
}

#[derive(serde::Deserialize)]
struct Wanted {
    cursor: Option<String>,
}

/// Two pages: the first two dossiers, then the others.
async fn list(Query(wanted): Query<Wanted>) -> Json<Value> {
    let all = |ids: &[&str]| ids.iter().filter_map(|id| filed(id)).collect::<Vec<_>>();
    match wanted.cursor.as_deref() {
        None => Json(json!({"items": all(&[REFUSED, FULL, HOSTILE_ONE]), "next": "two"})),
        Some(_) => Json(json!({"items": all(&[STOPPED, ON_ITS_WAY])})),
    }
}

async fn read(headers: HeaderMap, Path(id): Path<String>) -> Response {
    let may = is_staff(&headers) || caller(&headers).as_deref() == Some("citizen");
    match filed(&id).filter(|_| may) {
        Some(filed) => Json(filed).into_response(),
        None if id == FORBIDDEN => StatusCode::FORBIDDEN.into_response(),
        None => not_found(),
    }
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

async fn history(headers: HeaderMap, Path((id, service)): Path<(String, String)>) -> Response {
    let entry = |name: &str, reason: Option<&str>, at: &str| json!({"version": 1, "object": id, "name": name, "actor": "service:routing", "reason": reason, "at": at});
    let items = match (id.as_str(), service.as_str()) {
        (_, "processing") if !is_staff(&headers) => return not_found(),
        (REFUSED, "intake") => json!([entry("refused", Some("…"), "2022-12-05T13:00:00Z")]),
        (STOPPED, "intake") => json!([
            entry("withdrawal_asked", Some("Không còn nhu cầu xây nhà"), "2025-10-08T02:00:00Z"),
            entry("stopped", None, "2025-10-09T03:00:00Z")
        ]),
        (FULL, "processing") => {
            json!([entry("extended", Some("Chờ ý kiến của Sở Tài nguyên và Môi trường"), "2022-12-19T02:30:00Z")])
        }
        _ => json!([]),
    };
    Json(json!({"items": items})).into_response()
}

/// The tasks of one dossier, as staff see them.
pub fn tasks_of(headers: &HeaderMap, code: &str) -> Json<Value> {
    let asked = json!({"reason": "Bản vẽ chưa có chữ ký của chủ trì thiết kế", "papers": ["Bản vẽ thiết kế xây dựng"],
        "deadline": "2022-12-20"});
    let task = json!({"id": "x", "dossierId": FULL, "code": code, "name": "Thẩm định", "unit": "H35.08.04", "state": "done",
        "dueAt": "2022-12-09T04:30:00Z", "dossierDueAt": "2022-12-19T10:00:00Z", "supplement": asked});
    let shown = is_staff(headers) && code == CODE;
    Json(json!({"items": if shown { vec![task] } else { Vec::new() }}))
}

fn procedure() -> Value {
    json!({"id": PROCEDURE, "code": "1.009994", "version": 1, "name": NAME, "field": "Hoạt động xây dựng",
        "agency": "H35.08", "effectiveFrom": "2021-07-01", "cases": [{"code": "1", "name": "Trường hợp chung",
            "papers": [{"code": "GT1", "name": "Đơn đề nghị cấp giấy phép xây dựng", "originals": 1, "copies": 0},
                {"code": "GT2", "name": "Bản vẽ thiết kế xây dựng", "originals": 0, "copies": 2}],
            "terms": [{"channel": "counter", "limit": {"unit": "workingDay", "amount": 7}, "feeVnd": 75_000, "steps": []},
                {"channel": "online", "limit": {"unit": "workingDay", "amount": 7}, "feeVnd": 0, "steps": []}]}]})
}

fn agencies() -> Value {
    json!({"items": [
        {"code": "H35.00", "name": "Trung tâm Phục vụ hành chính công tỉnh Lai Châu", "kind": "centre", "units": []},
        {"code": "H35.08", "name": "Sở Xây dựng", "kind": "department", "units": [
            {"code": "H35.08.01", "name": "Quầy Sở Xây dựng tại Trung tâm"},
            {"code": "H35.08.03", "name": "Lãnh đạo Sở Xây dựng"},
            {"code": "H35.08.04", "name": "Phòng Quản lý xây dựng"}]}]})
}
