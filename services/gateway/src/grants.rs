//! The four ways to a token, one file each, and how each of them is refused (RFC 6749 §5.2).

mod assertion;
mod client;
mod password;
mod refresh;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use motcua_kit::problem::{Problem, Slug};
use serde::Serialize;
use utoipa::ToSchema;

use crate::tries;
pub use assertion::assertion;
pub use client::{Credentials, client};
pub use password::password;
pub use refresh::refresh;

/// Why no token is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A parameter is missing, doubled or of no use.
    Request(&'static str),
    /// The client is unknown or its secret wrong.
    Client,
    /// Name and password, refresh token or assertion do not hold. Never says which part.
    Grant,
    /// There is no such grant.
    Unsupported,
    /// Too many wrong passwords.
    TooManyTries,
    /// Something needed is not reachable.
    Unavailable,
    /// Our fault.
    Internal,
}

/// An error of the token endpoint.
#[derive(Serialize, ToSchema)]
#[schema(as = OAuthError, example = json!({"error": "invalid_grant", "error_description": "The credentials do not hold."}))]
pub struct RefusalBody {
    /// Code of RFC 6749 §5.2.
    error: &'static str,
    /// The same for developers.
    error_description: &'static str,
}

impl Refusal {
    fn parts(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Request(what) => (StatusCode::BAD_REQUEST, "invalid_request", what),
            Self::Client => (StatusCode::UNAUTHORIZED, "invalid_client", "The client credentials do not hold."),
            Self::Grant => (StatusCode::BAD_REQUEST, "invalid_grant", "The credentials do not hold."),
            Self::Unsupported => (StatusCode::BAD_REQUEST, "unsupported_grant_type", "There is no such grant."),
            Self::TooManyTries => (StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", "Too many tries; wait."),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "Try again later."),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "server_error", "An error of the system."),
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let passing = [Slug::Unavailable, Slug::ConflictConcurrent];
        if passing.iter().any(|slug| slug.code() == problem.code) { Self::Unavailable } else { Self::Internal }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, error, error_description) = self.parts();
        let mut response = (status, Json(RefusalBody { error, error_description })).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::Client => {
                drop(headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"motcua\"")))
            }
            Self::TooManyTries => drop(headers.insert(header::RETRY_AFTER, HeaderValue::from(tries::SPAN.as_secs()))),
            Self::Unavailable => drop(headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"))),
            _ => {}
        }
        response
    }
}
