//! The dossiers: one with every event, one refused, one stopped, one on its way to another agency, one that owes fees.

use std::sync::atomic::Ordering;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::catalogue::PROCEDURE;
use super::payments::{DEMANDED_FEE, OWN_FEE};
use super::{CODE, HOSTILE, SECRET, Stub, caller, not_found};

/// A dossier with a supplement and an apology.
pub const FULL: &str = "0192f3c4-6f0e-7c1a-9a57-000000000001";
/// One that was not accepted.
pub const REFUSED: &str = "0192f3c4-6f0e-7c1a-9a57-000000000003";
/// One that its applicant withdrew, under the rules of 2025.
pub const STOPPED: &str = "0192f3c4-6f0e-7c1a-9a57-000000000005";
/// One that owes two fees.
pub const OWING: &str = "0192f3c4-6f0e-7c1a-9a57-000000000007";
/// One that was submitted at the counter of another agency.
pub const ON_ITS_WAY: &str = "0192f3c4-6f0e-7c1a-9a57-000000000009";
/// One that no account may see.
pub const FORBIDDEN: &str = "0192f3c4-6f0e-7c1a-9a57-000000000403";
/// One whose applicant has a name that tries to be markup.
pub const HOSTILE_ONE: &str = "0192f3c4-6f0e-7c1a-9a57-000000000666";
/// The officer who received them.
pub const RECEIVER: &str = "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f33";
/// Accounts that work on dossiers. The citizen is shown less, the clerk of this stub nothing.
const STAFF: [&str; 3] = ["xaydung.tiepnhan1", "xaydung.chuyenvien1", "xaydung.traketqua"];

pub fn routes() -> Router<Stub> {
    Router::new().route("/v1/dossiers", get(list)).route("/v1/dossiers/{id}", get(read))
}

/// Whether the caller works on dossiers.
pub fn is_staff(headers: &HeaderMap) -> bool {
    caller(headers).is_some_and(|caller| STAFF.contains(&caller.as_str()))
}

fn dossier(id: &str) -> Option<Value> {
    let mut dossier = json!({"id": id, "reference": "N7Q2K-4XW8M", "code": CODE, "status": 4, "awaitsSupplement": false,
        "withdrawing": false, "procedureId": PROCEDURE, "procedureVersion": 1, "caseCode": "1", "agency": "H35.08", "channel": "counter",
        "applicant": {"name": "Lò Thị Mai", "identityNumber": "012300000017", "phone": "0912345678",
            "address": "Bản Nà Cọ, xã Bum Tở, tỉnh Lai Châu"},
        "papers": [{"code": "GT1", "originals": 1, "copies": 0}, {"code": "GT2", "originals": 0, "copies": 2}],
        "sets": 1, "resultReturn": {"deliveryMethod": "counter"}, "register": {"book": "2022-12-06", "number": 1},
        "organisations": {"receivedBy": "H35.08.01", "decides": "H35.08"}, "receivingOfficer": RECEIVER,
        "submittedAt": "2022-12-05T12:40:00Z", "acceptedAt": "2022-12-06T01:12:00Z", "dueAt": "2022-12-15T10:00:00Z",
        "procedureFee": {"id": OWN_FEE, "amountVnd": 75_000, "paidVnd": 75_000, "dueVnd": 0}});
    let change = match id {
        FULL => json!({}),
        HOSTILE_ONE => json!({"applicant": {"name": HOSTILE, "identityNumber": "012300000017", "phone": "0912345678",
            "address": HOSTILE, "email": HOSTILE, "submittedBy": {"name": HOSTILE, "identityNumber": "012300000025"}},
            "resultReturn": {"deliveryMethod": "post", "address": HOSTILE}}),
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
            "resultReturn": {"deliveryMethod": "post", "address": "Tổ 9, phường Tân Phong, tỉnh Lai Châu"}})
        }
        _ => return None,
    };
    for (name, value) in change.as_object().into_iter().flatten() {
        dossier[name] = value.clone();
    }
    Some(dossier)
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct DossiersQuery {
    cursor: Option<usize>,
    limit: usize,
    accepted_from: Option<String>,
    accepted_to: Option<String>,
    agency: Option<String>,
}

/// As intake lists them. The result officer sees one dossier more than a page of the register holds.
async fn list(headers: HeaderMap, Query(query): Query<DossiersQuery>) -> Json<Value> {
    let ids = match caller(&headers).as_deref() {
        Some("xaydung.traketqua") => vec![FULL; 151],
        _ => vec![REFUSED, FULL, HOSTILE_ONE, STOPPED, ON_ITS_WAY, OWING],
    };
    let matches_query = |dossier: &Value| {
        let received = dossier["forwardedAt"].as_str().or(dossier["acceptedAt"].as_str()).map(|at| &at[..10]);
        let (from, to) = (query.accepted_from.as_deref(), query.accepted_to.as_deref());
        from.is_none_or(|from| received.is_some_and(|at| at >= from))
            && to.is_none_or(|to| received.is_some_and(|at| at <= to))
            && query.agency.as_ref().is_none_or(|agency| dossier["agency"] == json!(agency))
    };
    let found: Vec<Value> = ids.into_iter().filter_map(dossier).filter(matches_query).collect();
    let (begin, all) = (query.cursor.unwrap_or(0), found.len());
    let end = all.min(begin + query.limit);
    Json(json!({"items": found[begin..end], "next": (end < all).then(|| end.to_string())}))
}

async fn read(State(stub): State<Stub>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let may = is_staff(&headers) || caller(&headers).as_deref() == Some("citizen");
    match dossier(&id).filter(|_| may) {
        Some(mut dossier) => {
            if id == OWING && stub.paid.load(Ordering::SeqCst) {
                dossier["feeDue"] = Value::Null;
                dossier["procedureFee"] = json!({"id": OWN_FEE, "amountVnd": 75_000, "paidVnd": 75_000, "dueVnd": 0});
            }
            if matches!(caller(&headers).as_deref(), Some("citizen" | "xaydung.tiepnhan1" | "xaydung.traketqua")) {
                dossier["lookupSecret"] = json!(SECRET);
            }
            Json(dossier).into_response()
        }
        None if id == FORBIDDEN => StatusCode::FORBIDDEN.into_response(),
        None => not_found(),
    }
}
