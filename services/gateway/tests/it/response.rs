//! A response with its body read.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::Value;

/// A response of the gateway.
#[derive(Debug)]
pub struct TestResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The body as JSON; null if it is not JSON.
    pub body: Value,
    pub text: String,
}

impl TestResponse {
    pub async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let text = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Self { status: parts.status, headers: parts.headers, body, text }
    }

    pub fn access_token(&self) -> String {
        assert_eq!(self.status, 200, "{self:?}");
        self.body["access_token"].as_str().unwrap().to_owned()
    }

    pub fn refresh_token(&self) -> String {
        assert_eq!(self.status, 200, "{self:?}");
        self.body["refresh_token"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn assert_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!((self.body["code"].as_str(), self.body["status"].as_u64()), (Some(code), Some(status.into())));
        assert_eq!(self.body["type"], format!("/problems/{code}"));
        assert_eq!(self.body["instance"].as_str(), Some(self.header("x-request-id")));
    }

    #[track_caller]
    pub fn assert_oauth_error(&self, status: u16, error: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.body["error"], error);
        assert_eq!(self.header("cache-control"), "no-store");
    }
}
