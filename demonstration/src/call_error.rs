//! Why a call of the public API failed.

use reqwest::StatusCode;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The server could not be reached.
    #[error("{path}: {cause}")]
    Unreachable {
        /// The operation.
        path: String,
        /// The error of the HTTP client.
        cause: reqwest::Error,
    },
    /// The server answered with an error status.
    #[error("{path}: {status} {problem}")]
    Refused {
        /// The operation.
        path: String,
        /// The status.
        status: StatusCode,
        /// The problem document.
        problem: String,
    },
}

impl CallError {
    /// Whether the token is no longer valid.
    pub fn is_unauthorised(&self) -> bool {
        self.has_status(&[StatusCode::UNAUTHORIZED])
    }

    /// Whether the command was done before, or is no longer needed.
    pub fn is_obsolete(&self) -> bool {
        self.has_status(&[StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY])
    }

    /// Whether the idempotency key was used with another body before.
    pub fn is_key_reused(&self) -> bool {
        matches!(self, Self::Refused { problem, .. } if problem.contains("idempotency-key-reused"))
    }

    /// Whether the server could not be reached.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Unreachable { .. })
    }

    /// Whether the server answered with one of these statuses.
    pub fn has_status(&self, statuses: &[StatusCode]) -> bool {
        matches!(self, Self::Refused { status, .. } if statuses.contains(status))
    }

    /// Whether the same request may succeed later.
    pub fn is_transient(&self) -> bool {
        const BUSY: [StatusCode; 3] =
            [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];
        match self {
            Self::Unreachable { .. } => true,
            Self::Refused { problem, .. } => self.has_status(&BUSY) || problem.contains("conflict-concurrent"),
        }
    }
}
