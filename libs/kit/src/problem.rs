//! An error as HTTP: RFC 9457 problem documents from one closed list of slugs.

mod slug;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::Retryable;
pub use slug::Slug;

/// The media type of problem documents.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// JSON Pointer to the field.
    #[schema(example = "/applicant/phone")]
    pub pointer: String,
    /// Stable code of the rule broken.
    #[schema(example = "pattern")]
    pub code: String,
    /// The same for people.
    #[schema(example = "Nhập số điện thoại, ví dụ 0912 345 678")]
    pub message: String,
}

/// A problem document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"type": "/problems/conflict-state", "code": "conflict-state", "status": 409,
    "title": "Trạng thái hồ sơ không cho phép", "instance": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"}))]
pub struct Problem {
    /// Reference to the page that explains the slug.
    #[serde(rename = "type")]
    pub kind: String,
    /// The slug: stable, published, never reused.
    pub code: String,
    /// HTTP status.
    pub status: u16,
    /// What kind of problem it is, in the reader's language.
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
    pub errors: Vec<FieldError>,
}

impl Problem {
    /// A problem that its slug says all about.
    pub fn new(slug: Slug) -> Self {
        Self {
            kind: format!("/problems/{}", slug.code()),
            code: slug.code().to_owned(),
            status: slug.status().as_u16(),
            title: slug.title_vi().to_owned(),
            detail: None,
            instance: None,
            trace_id: None,
            errors: Vec::new(),
        }
    }

    /// The same with a sentence for the person who reads it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// `validation` with every field that is wrong.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let detail = format!("Có {} lỗi cần sửa. / {} errors to correct.", errors.len(), errors.len());
        Self { errors, ..Self::new(Slug::Validation).detail(detail) }
    }

    /// `validation` with one field.
    pub fn field(pointer: &str, code: &str, message: &str) -> Self {
        Self::fields(vec![FieldError {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        }])
    }

    /// `conflict-state`: the status table does not allow the step.
    pub fn conflict_state(detail: &str) -> Self {
        Self::new(Slug::ConflictState).detail(detail)
    }

    /// `not-found`, the same for what does not exist and what the caller may not see.
    pub fn not_found() -> Self {
        Self::new(Slug::NotFound)
    }

    /// `forbidden`.
    pub fn forbidden() -> Self {
        Self::new(Slug::Forbidden)
    }

    /// `internal`; the cause goes to the log and nowhere else.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %cause, "request failed");
        Self::new(Slug::Internal)
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Self {
        if crate::db::is_conflict(&error) {
            return Self::new(Slug::ConflictConcurrent);
        }
        if matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) {
            tracing::error!(error = %error, "database not reachable");
            return Self::new(Slug::Unavailable);
        }
        Self::internal(&error)
    }
}

impl Retryable for Problem {
    fn is_retryable(&self) -> bool {
        self.code == Slug::ConflictConcurrent.code()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
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
        // Kept whole, so that the outermost layer can add the request id and the reader's language.
        response.extensions_mut().insert(self);
        response
    }
}
