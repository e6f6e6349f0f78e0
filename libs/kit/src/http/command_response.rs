//! The response to a command: stored with its effect, so that a retry gets the same bytes.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::if_match::etag;

/// A response in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandResponse {
    status: StatusCode,
    body: String,
    replayed: bool,
    version: Option<i64>,
}

impl CommandResponse {
    /// A first response; `version` of what it shows becomes its ETag.
    pub fn new(status: StatusCode, body: String, version: Option<i64>) -> Self {
        Self { status, body, replayed: false, version }
    }

    /// A stored response.
    pub fn replayed(status: StatusCode, body: String, version: Option<i64>) -> Self {
        Self { status, body, replayed: true, version }
    }
}

impl IntoResponse for CommandResponse {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.replayed {
            headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
        }
        response.headers_mut().extend(self.version.into_iter().flat_map(etag));
        response
    }
}
