//! The stub's dossiers: one that had everything, one refused, one stopped, one on its way to another place, one that
//! owes fees.

use std::sync::atomic::Ordering;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::payments::{DEMANDED_FEE, OWN_FEE};
use super::{CODE, HOSTILE, Stub, caller};

/// A dossier that had everything: a supplement, an apology.
pub const FULL: &str = "0192f3c4-6f0e-7c1a-9a57-000000000001";
/// One that was not accepted.
pub const REFUSED: &str = "0192f3c4-6f0e-7c1a-9a57-000000000003";
/// One that its owner took back, under the rules of 2025.
pub const STOPPED: &str = "0192f3c4-6f0e-7c1a-9a57-000000000005";
/// One that owes two fees.
pub const OWING: &str = "0192f3c4-6f0e-7c1a-9a57-000000000007";
/// One that was handed in at another agency's counter.
pub const ON_ITS_WAY: &str = "0192f3c4-6f0e-7c1a-9a57-000000000009";
/// One that an operation forbids.
pub const FORBIDDEN: &str = "0192f3c4-6f0e-7c1a-9a57-000000000403";
/// One of a name that tries to be markup.
pub const HOSTILE_ONE: &str = "0192f3c4-6f0e-7c1a-9a57-000000000666";
/// The officer who received them.
pub const RECEIVER: &str = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f33";
/// What opens their lookup.
pub const SECRET: &str = "7K0Q1XYZ";
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
        .route("/v1/dossiers/{id}/history/intake", get(history))
        .route("/v1/dossiers/{id}/notices", get(notices))
        .route("/v1/procedures", get(async || Json(json!({"items": [{"id": PROCEDURE, "name": NAME}]}))))
        .route("/v1/procedures/{id}", get(async || Json(procedure("Đơn (mẫu mới)", "2026-01-01"))))
        .route("/v1/procedures/{id}/versions/1", get(async || Json(procedure("Đơn", "2021-07-01"))))
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
        "withdrawing": false, "procedureId": PROCEDURE, "procedureVersion": 1, "caseCode": "1", "agency": "H35.08", "channel": "counter",
        "applicant": {"name": "Lò Thị Mai", "identityNumber": "012300000017", "phone": "0912345678",
            "address": "Bản Nà Cọ, xã Bum Tở, tỉnh Lai Châu"},
        "papers": [{"code": "GT1", "originals": 1, "copies": 0}, {"code": "GT2", "originals": 0, "copies": 2}],
        "sets": 1, "resultReturn": {"way": "counter"}, "register": {"book": "2022-12-06", "number": 1},
        "organisations": {"receivedBy": "H35.08.01", "decides": "H35.08"}, "receivingOfficer": RECEIVER,
        "submittedAt": "2022-12-05T12:40:00Z", "acceptedAt": "2022-12-06T01:12:00Z", "dueAt": "2022-12-15T10:00:00Z",
        "procedureFee": {"id": OWN_FEE, "amountVnd": 75_000, "paidVnd": 75_000, "dueVnd": 0}});
    let change = match id {
        FULL => json!({}),
        HOSTILE_ONE => json!({"applicant": {"name": HOSTILE, "identityNumber": "012300000017", "phone": "0912345678",
            "address": HOSTILE, "email": HOSTILE, "submittedBy": {"name": HOSTILE, "identityNumber": "012300000025"}},
            "resultReturn": {"way": "post", "address": HOSTILE}}),
        REFUSED => json!({"code": null, "status": 3, "register": null, "organisations": {"decides": "H35.08"},
            "receivingOfficer": null, "procedureVersion": null, "acceptedAt": null, "dueAt": null,
            "refusedReason": "Hồ sơ không thuộc phạm vi giải quyết của Sở Xây dựng"}),
        OWING => json!({"code": "H35.08-221207-0007", "acceptedAt": "2022-12-07T01:12:00Z",
            "feeDue": {"id": DEMANDED_FEE, "amountVnd": 150_000},
            "procedureFee": {"id": OWN_FEE, "amountVnd": 75_000, "paidVnd": 45_000, "dueVnd": 30_000}}),
        STOPPED => {
            json!({"code": "H35.08-251006-0005", "register": {"book": "2025-10-06", "number": 5}, "status": 8, "submittedAt": "2025-10-06T01:00:00Z",
            "acceptedAt": "2025-10-06T01:10:00Z", "dueAt": "2025-10-20T10:00:00Z"})
        }
        ON_ITS_WAY => {
            json!({"code": "H35.08-251006-0009", "register": {"book": "2025-10-06", "number": 9}, "status": 2, "submittedAt": "2025-10-06T01:00:00Z",
            "acceptedAt": null, "dueAt": null, "forwardedAt": "2025-10-06T01:10:00Z", "channel": "online",
            "procedureFee": null, "limitFromReceipt": {"unit": "workingDay", "amount": 5}, "sets": 2,
            "applicant": {"name": "Lò Thị Mai", "identityNumber": "012300000017", "phone": "0912345678",
                "address": "Bản Nà Cọ, xã Bum Tở, tỉnh Lai Châu", "email": "mai@example.vn",
                "submittedBy": {"name": "Giàng A Sử", "identityNumber": "012300000025"}},
            "resultReturn": {"way": "post", "address": "Tổ 9, phường Tân Phong, tỉnh Lai Châu"}})
        }
        _ => return None,
    };
    for (name, value) in change.as_object().into_iter().flatten() {
        filed[name] = value.clone();
    }
    Some(filed)
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    cursor: Option<usize>,
    limit: usize,
    accepted_from: Option<String>,
    accepted_to: Option<String>,
    agency: Option<String>,
}

/// As intake lists them. Who hands results over has a dossier more than a page of a register holds.
async fn list(headers: HeaderMap, Query(wanted): Query<Wanted>) -> Json<Value> {
    let ids = match caller(&headers).as_deref() {
        Some("xaydung.traketqua") => vec![FULL; 151],
        _ => vec![REFUSED, FULL, HOSTILE_ONE, STOPPED, ON_ITS_WAY, OWING],
    };
    let belongs = |filed: &Value| {
        let received = filed["forwardedAt"].as_str().or(filed["acceptedAt"].as_str()).map(|at| &at[..10]);
        let (from, to) = (wanted.accepted_from.as_deref(), wanted.accepted_to.as_deref());
        from.is_none_or(|from| received.is_some_and(|at| at >= from))
            && to.is_none_or(|to| received.is_some_and(|at| at <= to))
            && wanted.agency.as_ref().is_none_or(|agency| filed["agency"] == json!(agency))
    };
    let found: Vec<Value> = ids.into_iter().filter_map(filed).filter(belongs).collect();
    let (begin, all) = (wanted.cursor.unwrap_or(0), found.len());
    let end = all.min(begin + wanted.limit);
    Json(json!({"items": found[begin..end], "next": (end < all).then(|| end.to_string())}))
}

async fn read(State(stub): State<Stub>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let may = is_staff(&headers) || caller(&headers).as_deref() == Some("citizen");
    match filed(&id).filter(|_| may) {
        Some(mut filed) => {
            if id == OWING && stub.paid.load(Ordering::SeqCst) {
                filed["feeDue"] = Value::Null;
                filed["procedureFee"] = json!({"id": OWN_FEE, "amountVnd": 75_000, "paidVnd": 75_000, "dueVnd": 0});
            }
            if matches!(caller(&headers).as_deref(), Some("citizen" | "xaydung.tiepnhan1" | "xaydung.traketqua")) {
                filed["lookupSecret"] = json!(SECRET);
            }
            Json(filed).into_response()
        }
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

async fn history(Path(id): Path<String>) -> Response {
    let entry = |name: &str, reason: Option<&str>, at: &str| json!({"version": 1, "object": id, "name": name, "actor": "service:routing", "reason": reason, "at": at});
    let items = match id.as_str() {
        REFUSED => json!([entry("refused", Some("…"), "2022-12-05T13:00:00Z")]),
        STOPPED => json!([
            entry("withdrawal_asked", Some("Không còn nhu cầu xây nhà"), "2025-10-08T02:00:00Z"),
            entry("stopped", None, "2025-10-09T03:00:00Z")
        ]),
        _ => json!([]),
    };
    Json(json!({"items": items})).into_response()
}

/// What the office told the applicant, for the applicant and those who work on the dossier.
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
