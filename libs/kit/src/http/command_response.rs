//! The response to a command: stored with its effect, so that a retry gets the same bytes.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use serde_json::{Map, Value};

use super::if_match::etag;
use crate::problem::Problem;

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

    /// A first response with one member more than the stored one has: a secret that is shown once. A replayed response
    /// stays as it is.
    ///
    /// # Errors
    /// `internal` when the response is no JSON object.
    pub fn with_unstored(self, member: &str, value: &str, status: StatusCode) -> Result<Self, Problem> {
        if self.replayed || self.status != status {
            return Ok(self);
        }
        let mut body: Map<String, Value> =
            serde_json::from_str(&self.body).map_err(|error| Problem::internal(&error))?;
        body.insert(member.to_owned(), value.into());
        Ok(Self { body: Value::Object(body).to_string(), ..self })
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
