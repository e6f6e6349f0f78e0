//! Serves the merged OpenAPI document, readable by pages of any origin.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::forward::forwarder::Forwarder;

/// `GET /v1/openapi.json`.
pub async fn openapi(State(forwarder): State<Arc<Forwarder>>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, forwarder.openapi())
}
