//! The answer to a command: kept beside its effect, so that a repeat gives the same bytes.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// An answer in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    status: StatusCode,
    body: String,
    replayed: bool,
    version: Option<i64>,
}

impl Reply {
    /// A first answer.
    pub fn new(status: StatusCode, body: String) -> Self {
        Self { status, body, replayed: false, version: None }
    }

    /// An answer given before.
    pub fn replayed(status: StatusCode, body: String) -> Self {
        Self { status, body, replayed: true, version: None }
    }

    /// The same with the version of what it shows as its ETag.
    #[must_use]
    pub fn of_version(self, version: i64) -> Self {
        Self { version: Some(version), ..self }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.replayed {
            headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
        }
        response.headers_mut().extend(self.version.into_iter().flat_map(super::etag));
        response
    }
}
