//! Errors of the token and revocation endpoints (RFC 6749 §5.2).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use motcua_kit::attempts;
use motcua_kit::problem::{Problem, Slug};
use serde::Serialize;
use utoipa::ToSchema;

use crate::context::Error;

/// Why a request to a token endpoint is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OAuthError {
    /// A parameter is missing, repeated or unusable.
    InvalidRequest(&'static str),
    /// The client is unknown or its secret is wrong.
    InvalidClient,
    /// Username and password, refresh token or assertion are not valid; never states which.
    InvalidGrant,
    /// A scope is no name, or more than was granted.
    InvalidScope,
    /// The grant type does not exist or is switched off.
    UnsupportedGrantType,
    /// Too many wrong passwords.
    TooManyAttempts,
    /// The database is not reachable or too busy.
    Unavailable,
    /// An error of this system.
    ServerError,
}

/// An error of a token endpoint.
#[derive(Serialize, ToSchema)]
#[schema(as = OAuthError, example = json!({"error": "invalid_grant", "error_description": "The credentials are not valid."}))]
pub struct OAuthErrorBody {
    /// Error code of RFC 6749 §5.2.
    error: &'static str,
    /// Explanation for developers.
    error_description: &'static str,
}

impl OAuthError {
    /// Its code (RFC 6749 §5.2).
    pub fn code(self) -> &'static str {
        self.parts().1
    }

    fn parts(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::InvalidRequest(reason) => (StatusCode::BAD_REQUEST, "invalid_request", reason),
            Self::InvalidClient => {
                (StatusCode::UNAUTHORIZED, "invalid_client", "The client credentials are not valid.")
            }
            Self::InvalidGrant => (StatusCode::BAD_REQUEST, "invalid_grant", "The credentials are not valid."),
            Self::InvalidScope => {
                (StatusCode::BAD_REQUEST, "invalid_scope", "The scope is malformed or exceeds what was granted.")
            }
            Self::UnsupportedGrantType => {
                (StatusCode::BAD_REQUEST, "unsupported_grant_type", "The grant type is not supported.")
            }
            Self::TooManyAttempts => {
                (StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", "Too many failed attempts; try again later.")
            }
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "Try again later."),
            Self::ServerError => (StatusCode::INTERNAL_SERVER_ERROR, "server_error", "An internal error occurred."),
        }
    }

    /// The header that this error needs, if any.
    fn header(self) -> Option<(header::HeaderName, HeaderValue)> {
        match self {
            Self::InvalidClient => Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"motcua\""))),
            Self::TooManyAttempts => Some((header::RETRY_AFTER, HeaderValue::from(attempts::WINDOW.as_secs()))),
            Self::Unavailable => Some((header::RETRY_AFTER, HeaderValue::from_static("1"))),
            Self::InvalidRequest(_)
            | Self::InvalidGrant
            | Self::InvalidScope
            | Self::UnsupportedGrantType
            | Self::ServerError => None,
        }
    }
}

impl From<Problem> for OAuthError {
    fn from(problem: Problem) -> Self {
        let is_temporary = matches!(problem.slug, Slug::Unavailable | Slug::ConflictConcurrent);
        if is_temporary { Self::Unavailable } else { Self::ServerError }
    }
}

impl From<Error> for OAuthError {
    fn from(error: Error) -> Self {
        Problem::from(error).into()
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let (status, error, error_description) = self.parts();
        let mut response = (status, Json(OAuthErrorBody { error, error_description })).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.header());
        response
    }
}
