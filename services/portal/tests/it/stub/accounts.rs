//! Sign-ins, tokens and accounts.

use std::sync::atomic::Ordering;

use axum::extract::{RawForm, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::dossiers::RECEIVER;
use super::{HOSTILE, Stub, caller};

pub fn routes() -> Router<Stub> {
    Router::new()
        .route("/simulator/e-identity", post(identify))
        .route("/oauth/token", post(token))
        .route("/oauth/revoke", post(revoke))
        .route("/v1/me", get(me))
}

async fn identify(Json(body): Json<Value>) -> Json<Value> {
    Json(json!({"assertion": format!("citizen {}", body["identityNumber"].as_str().unwrap_or_default())}))
}

async fn token(State(stub): State<Stub>, headers: HeaderMap, RawForm(form): RawForm) -> Response {
    let visitor = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default();
    stub.visitors.lock().expect("no panic").push(visitor.to_owned());
    let form = String::from_utf8_lossy(&form).into_owned();
    let lifetime = stub.token_lifetime.load(Ordering::SeqCst);
    let answer = |who: &str| {
        Json(json!({"access_token": who, "token_type": "Bearer", "expires_in": lifetime, "refresh_token": format!("next-{who}")}))
            .into_response()
    };
    let value = |name: &str| form.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned));
    match value("grant_type").as_deref() {
        Some("password") if value("password").as_deref() == Some("mat-khau") => {
            answer(&value("username").unwrap_or_default())
        }
        Some("refresh_token") => {
            let who = value("refresh_token").unwrap_or_default();
            // A refreshed token has a long lifetime, so that a test sees one refresh.
            stub.token_lifetime.store(300, Ordering::SeqCst);
            let lifetime = 300;
            Json(json!({"access_token": who.trim_start_matches("next-"), "token_type": "Bearer", "expires_in": lifetime, "refresh_token": who}))
                .into_response()
        }
        Some(grant) if grant.ends_with("jwt-bearer") => {
            // A new sign-in finds the fees unpaid, even if they were paid before.
            stub.paid.store(false, Ordering::SeqCst);
            answer("citizen")
        }
        _ => (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response(),
    }
}

async fn revoke(State(stub): State<Stub>) {
    stub.revoked.fetch_add(1, Ordering::SeqCst);
}

async fn me(headers: HeaderMap) -> Response {
    let (role, name, unit) = match caller(&headers).as_deref() {
        Some("citizen") => ("citizen", "Lò Thị Mai", None),
        Some("xaydung.traketqua") => ("result_officer", "Lò Xuân Hà", Some("H35.08.01")),
        Some("xaydung.vanthu") => ("clerk", "Vàng A Páo", Some("H35.08.02")),
        Some("xaydung.chuyenvien1") => ("dept_officer", "Nguyễn Thị Hòa", Some("H35.08.04")),
        Some("xaydung.tiepnhan1") => ("intake_officer", HOSTILE, Some("H35.08.01")),
        Some("trungtam.giamdoc") => ("centre_director", "Trần Văn Định", Some("H35.00.03")),
        _ => return StatusCode::UNAUTHORIZED.into_response(),
    };
    let id = if role == "intake_officer" { RECEIVER } else { "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11" };
    Json(json!({"id": id, "displayName": name, "kind": "person", "roles": [role],
        "unit": unit, "disabled": false, "createdAt": "2022-01-01T00:00:00Z"}))
    .into_response()
}
