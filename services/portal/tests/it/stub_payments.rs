//! The stub's online payments: intake that begins them, and the page where they are made.

use std::sync::atomic::Ordering;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::dossiers::OWING;
use super::{Stub, caller};

/// Demanded while the office worked.
pub const DEMANDED_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f1";
/// What the procedure costs.
pub const OWN_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f2";
/// One that was paid before.
pub const PAID_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f3";
/// One for which no platform is set up.
pub const CLOSED_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f4";
/// One that breaks the service.
pub const BROKEN_FEE: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000f5";

pub fn routes() -> Router<Stub> {
    Router::new().route("/v1/dossiers/{id}/online-payments", post(begin)).route("/pay", get(pay))
}

async fn begin(
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
            stub.begun.lock().expect("no panic before").push((fee.to_owned(), key.to_owned()));
            let pay_url = format!("{}/pay?signature=q83v", stub.base.get().expect("started"));
            let begun = json!({"paymentId": key, "feeId": fee, "amountVnd": 150_000, "payUrl": pay_url,
                "expiresAt": "2022-12-09T03:00:00Z"});
            (StatusCode::CREATED, Json(begun)).into_response()
        }
        PAID_FEE => conflict("Khoản này đã được nộp. / This fee is paid already."),
        CLOSED_FEE => conflict(
            "Chưa mở thanh toán trực tuyến; hãy nộp tại quầy. / Online payment is not open; pay at the counter.",
        ),
        BROKEN_FEE => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => no_such_fee(),
    }
}

fn conflict(detail: &str) -> Response {
    let problem = json!({"type": "/problems/conflict-state", "code": "conflict-state", "status": 409,
        "title": "Trạng thái hồ sơ không cho phép", "detail": detail});
    (StatusCode::CONFLICT, Json(problem)).into_response()
}

fn no_such_fee() -> Response {
    let fault = json!({"pointer": "/feeId", "code": "unknown",
        "message": "Không có khoản phải nộp này / No such fee is to be paid"});
    let problem = json!({"type": "/problems/validation", "code": "validation", "status": 422,
        "title": "Dữ liệu chưa hợp lệ", "detail": "Có 1 lỗi cần sửa. / 1 errors to correct.", "errors": [fault]});
    (StatusCode::UNPROCESSABLE_ENTITY, Json(problem)).into_response()
}

/// The page of the platform: whoever comes has paid everything.
async fn pay(State(stub): State<Stub>) -> Html<&'static str> {
    stub.paid.store(true, Ordering::SeqCst);
    Html("<!doctype html><html lang=\"vi\"><title>Đã thanh toán</title><h1>Đã thanh toán</h1></html>")
}
