//! The closed list of problem slugs: status, code and title of each. A slug is never reused for another meaning.

use axum::http::StatusCode;
use motcua_contracts::Text;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slug {
    /// Cannot be parsed.
    Malformed,
    /// A POST that creates or decides came without its key.
    IdempotencyKeyMissing,
    /// No token, or one that fails any check.
    Unauthenticated,
    /// The role has no such operation, or the act is not allowed on this object.
    Forbidden,
    /// A browser request from another origin.
    Csrf,
    /// Unknown, or not visible to the caller.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// The status table does not allow this step.
    ConflictState,
    /// Others changed the same record at the same time.
    ConflictConcurrent,
    /// `If-Match` is stale.
    PreconditionFailed,
    /// The body is larger than allowed.
    PayloadTooLarge,
    /// The body is not JSON.
    UnsupportedMediaType,
    /// Parsed, but breaks a rule.
    Validation,
    /// Same key, other body.
    IdempotencyKeyReused,
    /// `If-Match` is missing.
    PreconditionRequired,
    /// Too many requests.
    RateLimited,
    /// A defect of the platform.
    Internal,
    /// The database or another dependency cannot be reached at the moment.
    Unavailable,
    /// The request took longer than its limit.
    Timeout,
}

impl Slug {
    /// Every slug, in the order of their status.
    pub const ALL: [Self; 19] = [
        Self::Malformed,
        Self::IdempotencyKeyMissing,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::Csrf,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::ConflictState,
        Self::ConflictConcurrent,
        Self::PreconditionFailed,
        Self::PayloadTooLarge,
        Self::UnsupportedMediaType,
        Self::Validation,
        Self::IdempotencyKeyReused,
        Self::PreconditionRequired,
        Self::RateLimited,
        Self::Internal,
        Self::Unavailable,
        Self::Timeout,
    ];

    fn entry(self) -> (StatusCode, &'static str, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::Malformed => (S::BAD_REQUEST, "malformed", "Yêu cầu không đọc được", "The request cannot be parsed"),
            Self::IdempotencyKeyMissing => (
                S::BAD_REQUEST,
                "idempotency-key-missing",
                "Thiếu tiêu đề Idempotency-Key",
                "The header Idempotency-Key is missing",
            ),
            Self::Unauthenticated => (S::UNAUTHORIZED, "unauthenticated", "Chưa đăng nhập", "Not signed in"),
            Self::Forbidden => (S::FORBIDDEN, "forbidden", "Không có quyền", "Not allowed"),
            Self::Csrf => (S::FORBIDDEN, "csrf", "Yêu cầu đến từ trang khác", "The request comes from another site"),
            Self::NotFound => (S::NOT_FOUND, "not-found", "Không tìm thấy", "Not found"),
            Self::MethodNotAllowed => {
                (S::METHOD_NOT_ALLOWED, "method-not-allowed", "Phương thức không được phép", "Method not allowed")
            }
            Self::ConflictState => (
                S::CONFLICT,
                "conflict-state",
                "Trạng thái không cho phép bước này",
                "The state does not allow this step",
            ),
            Self::ConflictConcurrent => (
                S::CONFLICT,
                "conflict-concurrent",
                "Bản ghi vừa được người khác thay đổi",
                "The record was changed by others",
            ),
            Self::PreconditionFailed => {
                (S::PRECONDITION_FAILED, "precondition-failed", "Bản ghi đã thay đổi", "The record has changed")
            }
            Self::PayloadTooLarge => {
                (S::PAYLOAD_TOO_LARGE, "payload-too-large", "Nội dung quá lớn", "The body is too large")
            }
            Self::UnsupportedMediaType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Kiểu nội dung không hỗ trợ",
                "Unsupported media type",
            ),
            Self::Validation => (S::UNPROCESSABLE_ENTITY, "validation", "Dữ liệu chưa hợp lệ", "The data is not valid"),
            Self::IdempotencyKeyReused => (
                S::UNPROCESSABLE_ENTITY,
                "idempotency-key-reused",
                "Khóa Idempotency-Key đã dùng cho nội dung khác",
                "The key was used for another content",
            ),
            Self::PreconditionRequired => (
                S::PRECONDITION_REQUIRED,
                "precondition-required",
                "Thiếu tiêu đề If-Match",
                "The header If-Match is missing",
            ),
            Self::RateLimited => (S::TOO_MANY_REQUESTS, "rate-limited", "Quá nhiều yêu cầu", "Too many requests"),
            Self::Internal => (S::INTERNAL_SERVER_ERROR, "internal", "Lỗi của hệ thống", "An error of the system"),
            Self::Unavailable => {
                (S::SERVICE_UNAVAILABLE, "unavailable", "Hệ thống tạm ngừng", "Temporarily unavailable")
            }
            Self::Timeout => (S::GATEWAY_TIMEOUT, "timeout", "Hết thời gian chờ", "It took too long"),
        }
    }

    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        self.entry().0
    }

    /// The slug itself.
    pub fn code(self) -> &'static str {
        self.entry().1
    }

    /// The title.
    pub fn title(self) -> Text {
        let (_, _, vi, en) = self.entry();
        Text::fixed(vi, en)
    }

    /// The slug with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slug| slug.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn every_code_is_listed_once() {
        for slug in Slug::ALL {
            assert_eq!(Slug::of_code(slug.code()), Some(slug));
        }
    }
}
