//! Requests to a service's operations, and their answers.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header, request};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

use super::TestService;

/// An answer, read to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body; null when there is none.
    pub json: Value,
}

impl Answer {
    /// The body, if the status is this one; else the test fails and shows the answer.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.json);
        self.json
    }

    /// A header as text; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The pointers of the fields that a problem names, in order.
    pub fn wrong_fields(&self) -> Vec<String> {
        let errors = self.json["errors"].as_array().cloned().unwrap_or_default();
        let mut pointers: Vec<String> =
            errors.iter().map(|error| error["pointer"].as_str().unwrap_or_default().to_owned()).collect();
        pointers.sort();
        pointers
    }
}

/// A new idempotency key.
pub fn key() -> String {
    Uuid::now_v7().to_string()
}

impl TestService {
    /// Sends a command with an idempotency key; an empty `token` or `key` leaves the header out.
    pub async fn post(&self, path: &str, token: &str, key: &str, body: &Value) -> Answer {
        self.send(command(path, token, key).body(Body::from(body.to_string())).expect("a request")).await
    }

    /// Sends a command with a key of its own that insists on the version with this ETag.
    pub async fn command_if(&self, path: &str, token: &str, etag: &str, body: &Value) -> Answer {
        let request = command(path, token, &key()).header(header::IF_MATCH, etag);
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// Sends a command with a key of its own.
    pub async fn command(&self, path: &str, token: &str, body: &Value) -> Answer {
        self.post(path, token, &key(), body).await
    }

    /// Reads.
    pub async fn get(&self, path: &str, token: &str) -> Answer {
        let mut request = Request::builder().uri(path);
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = || Value::String(String::from_utf8_lossy(&bytes).into_owned());
        let json =
            if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap_or_else(|_| text()) };
        Answer { status: parts.status, headers: parts.headers, json }
    }
}

fn command(path: &str, token: &str, key: &str) -> request::Builder {
    let mut request = Request::builder().method(Method::POST).uri(path);
    request = request.header(header::CONTENT_TYPE, "application/json");
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    if !token.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    request
}
