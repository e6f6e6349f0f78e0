//! Why a call of the API gave no usable response.

use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode};

/// Why a call of the API failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiError {
    /// The API cannot be reached, or cannot answer now.
    Unavailable,
    /// The response is not what the API describes.
    UnexpectedResponse,
    /// The resource does not exist, or is not visible to the caller.
    NotFound,
    /// The request breaks a rule.
    Invalid,
    /// The caller is not signed in, or not any more.
    SignedOut,
    /// The caller's role may not use the operation.
    Forbidden,
    /// Too many requests; holds the seconds to wait.
    TooManyRequests(u64),
}

impl ApiError {
    /// The error of a response; nothing for a success.
    pub fn of(response: &Response) -> Option<Self> {
        match response.status() {
            status if status.is_success() => None,
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Some(Self::Invalid),
            StatusCode::UNAUTHORIZED => Some(Self::SignedOut),
            StatusCode::FORBIDDEN => Some(Self::Forbidden),
            StatusCode::TOO_MANY_REQUESTS => Some(Self::TooManyRequests(retry_after(response))),
            status => {
                tracing::warn!(http.status = status.as_u16(), "the API returned an unexpected status");
                Some(if status.is_server_error() { Self::Unavailable } else { Self::UnexpectedResponse })
            }
        }
    }
}

/// Seconds; one if the response names none.
fn retry_after(response: &Response) -> u64 {
    response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(1)
}
