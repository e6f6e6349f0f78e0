//! Problem documents (RFC 9457): a problem as it is sent, in one language.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The media type of problem documents.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FieldError)]
pub struct FieldProblem {
    /// JSON Pointer to the field.
    #[schema(example = "/applicant/phone")]
    pub pointer: String,
    /// Stable code of the rule broken.
    #[schema(example = "pattern")]
    pub code: String,
    /// What is wrong, in the reader's language.
    #[schema(example = "Nhập số điện thoại, ví dụ 0912 345 678")]
    pub message: String,
}

/// A problem document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem, example = json!({"type": "/problems/conflict-state", "code": "conflict-state", "status": 409,
    "title": "Trạng thái hồ sơ không cho phép", "instance": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"}))]
pub struct ProblemDocument {
    /// Reference to the page that explains the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code: stable, published, never reused.
    pub code: String,
    /// HTTP status.
    pub status: u16,
    /// The kind of problem, in the reader's language.
    pub title: String,
    /// What is wrong this time and what to do, in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Id of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Id of the trace, when one is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    /// Every field that is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

impl IntoResponse for ProblemDocument {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::new(Body::from(serde_json::to_vec(&self).unwrap_or_default()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}
