//! Reads the definitions that every figure is counted by.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::domain::{Definition, definitions};

/// Read the definitions of the figures, with their legal source and the tests that prove each rule.
#[utoipa::path(get, path = "/v1/public/definitions", operation_id = "getDefinitions", tag = "reports",
    responses((status = 200, description = "The definitions, in the order of the reports", body = Vec<Definition>)))]
pub async fn get_definitions() -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=3600")], axum::Json(definitions())).into_response()
}
