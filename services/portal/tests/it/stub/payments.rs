//! Online payments: their start, and the payment page.

use std::sync::atomic::Ordering;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use motcua_kit::http::Language;
use serde_json::{Value, json};

use super::dossiers::OWING;
use super::{Stub, caller};

/// Demanded while the agency works.
pub const DEMANDED_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f1";
/// The fee of the procedure.
pub const OWN_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f2";
/// One that is paid already.
pub const PAID_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f3";
/// One for which no payment platform is set up.
pub const CLOSED_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f4";
/// One that makes the service fail.
pub const BROKEN_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f5";

pub fn routes() -> Router<Stub> {
    Router::new().route("/v1/dossiers/{id}/online-payments", post(start)).route("/pay", get(pay))
}

async fn start(
    State(stub): State<Stub>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let Some(key) = headers.get("idempotency-key").and_then(|key| key.to_str().ok()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if caller(&headers).as_deref() != Some("citizen") {
        return StatusCode::FORBIDDEN.into_response();
    }
    if id != OWING {
        return StatusCode::NOT_FOUND.into_response();
    }
    let fee = body["feeId"].as_str().unwrap_or_default();
    match fee {
        DEMANDED_FEE | OWN_FEE => {
            stub.started_payments.lock().expect("no panic before").push((fee.to_owned(), key.to_owned()));
            let pay_url = format!("{}/pay?signature=q83v", stub.base.get().expect("started"));
            let started = json!({"paymentId": key, "feeId": fee, "amountVnd": 150_000, "payUrl": pay_url,
                "expiresAt": "2022-12-09T03:00:00Z"});
            (StatusCode::CREATED, Json(started)).into_response()
        }
        PAID_FEE => conflict(&headers, "Khoản này đã được nộp.", "This fee is paid already."),
        CLOSED_FEE => conflict(
            &headers,
            "Chưa mở thanh toán trực tuyến; hãy nộp tại quầy.",
            "Online payment is not open; pay at the counter.",
        ),
        BROKEN_FEE => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => no_such_fee(&headers),
    }
}

/// A problem in the language of the request.
fn conflict(headers: &HeaderMap, vi: &str, en: &str) -> Response {
    let problem = json!({"type": "/problems/conflict-state", "code": "conflict-state", "status": 409,
        "title": "Trạng thái hồ sơ không cho phép", "detail": Language::negotiate(headers).pick(vi, en)});
    (StatusCode::CONFLICT, Json(problem)).into_response()
}

fn no_such_fee(headers: &HeaderMap) -> Response {
    let lang = Language::negotiate(headers);
    let error = json!({"pointer": "/feeId", "code": "unknown",
        "message": lang.pick("Không có khoản phải nộp này", "No such fee is to be paid")});
    let problem = json!({"type": "/problems/validation", "code": "validation", "status": 422,
        "title": "Dữ liệu chưa hợp lệ", "detail": lang.pick("Có 1 lỗi cần sửa.", "1 error to correct."),
        "errors": [error]});
    (StatusCode::UNPROCESSABLE_ENTITY, Json(problem)).into_response()
}

/// The payment page: opening it pays every fee.
async fn pay(State(stub): State<Stub>) -> Html<&'static str> {
    stub.paid.store(true, Ordering::SeqCst);
    Html("<!doctype html><html lang=\"vi\"><title>Đã thanh toán</title><h1>Đã thanh toán</h1></html>")
}
