//! Explains each problem type and what to do about it.

use motcua_kit::problem::Slug;

/// A text in two languages.
pub struct Advice {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

/// The advice for a problem type.
pub fn advice(slug: Slug) -> Advice {
    let (vi, en) = match slug {
        Slug::Malformed => (
            "Nội dung gửi lên không phải JSON hợp lệ. Hãy kiểm tra dòng và cột nêu trong “detail”.",
            "The body is not valid JSON. Check the line and column stated in “detail”.",
        ),
        Slug::IdempotencyKeyMissing => (
            "Mỗi yêu cầu tạo mới hoặc quyết định cần tiêu đề Idempotency-Key do bạn chọn; gửi lại với cùng khóa sẽ không thực hiện lần hai.",
            "A request that creates or decides needs the header Idempotency-Key with a value of your choice; a retry with the same key returns the stored response.",
        ),
        Slug::Unauthenticated => (
            "Yêu cầu không có mã truy cập, hoặc mã đã hết hạn hay không hợp lệ. Hãy lấy mã mới tại /oauth/token.",
            "The request has no access token, or the token is expired or invalid. Get a new one at /oauth/token.",
        ),
        Slug::Forbidden => (
            "Vai trò của tài khoản không có thao tác này, hoặc thao tác không được phép với đối tượng này.",
            "The roles of the account do not permit this operation, or it is not permitted on this object.",
        ),
        Slug::Csrf => (
            "Biểu mẫu được gửi từ một trang khác hoặc đã quá cũ. Hãy tải lại trang rồi gửi lại.",
            "The form was sent from another site or is too old. Reload the page and send it again.",
        ),
        Slug::NotFound => (
            "Không có đối tượng này, hoặc bạn không được xem. Hãy kiểm tra địa chỉ.",
            "The object does not exist, or you may not see it. Check the address.",
        ),
        Slug::MethodNotAllowed => (
            "Địa chỉ này có, nhưng không nhận phương thức đã dùng. Tiêu đề Allow cho biết các phương thức được nhận.",
            "The address exists but does not support this method. The header Allow lists the supported methods.",
        ),
        Slug::ConflictState => (
            "Trạng thái hiện tại không cho phép bước này. Hãy đọc lại đối tượng rồi quyết định.",
            "The current state does not allow this step. Read the object again and decide.",
        ),
        Slug::ConflictConcurrent => (
            "Người khác vừa thay đổi cùng bản ghi. Có thể gửi lại yêu cầu với cùng Idempotency-Key.",
            "Another request changed the same record at the same time. Retry with the same Idempotency-Key.",
        ),
        Slug::PreconditionFailed => (
            "Giá trị If-Match đã cũ. Hãy đọc lại bản ghi, xem thay đổi, rồi gửi lại với ETag mới.",
            "If-Match is stale. Read the record again, review the change, and send the request with the new ETag.",
        ),
        Slug::PayloadTooLarge => (
            "Nội dung lớn hơn mức cho phép. Hãy chia nhỏ hoặc giảm dung lượng.",
            "The body is larger than allowed. Split it or make it smaller.",
        ),
        Slug::UnsupportedMediaType => (
            "Thao tác này chỉ nhận application/json. Hãy đặt đúng tiêu đề Content-Type.",
            "This operation accepts application/json only. Set the header Content-Type accordingly.",
        ),
        Slug::Validation => (
            "Dữ liệu đọc được nhưng trái quy tắc. “errors” liệt kê mọi trường cần sửa, cùng một lúc.",
            "The data is readable but violates a rule. “errors” lists every field to correct.",
        ),
        Slug::IdempotencyKeyReused => (
            "Khóa này đã dùng cho nội dung khác. Hãy dùng khóa mới cho yêu cầu mới.",
            "This key was used for a request with different content. Use a new key for a new request.",
        ),
        Slug::PreconditionRequired => (
            "Thao tác này cần tiêu đề If-Match với ETag của bản ghi đã đọc.",
            "This operation needs the header If-Match with the ETag of the record that you read.",
        ),
        Slug::RateLimited => (
            "Quá nhiều yêu cầu trong thời gian ngắn. Hãy đợi số giây trong Retry-After; RateLimit cho biết còn bao nhiêu.",
            "Too many requests in a short time. Wait the number of seconds in Retry-After; RateLimit states how many requests are left.",
        ),
        Slug::Internal => (
            "Lỗi ở phía hệ thống. Nếu còn xảy ra, hãy báo quản trị kèm mã yêu cầu trong “instance”.",
            "An internal error. If it persists, report the request id in “instance” to the administrator.",
        ),
        Slug::Unavailable => (
            "Một phần của hệ thống tạm thời không phục vụ được. Hãy thử lại sau ít giây.",
            "A part of the system is temporarily unavailable. Try again in a few seconds.",
        ),
        Slug::Timeout => (
            "Hệ thống không trả lời kịp. Yêu cầu có thể đã được thực hiện: hãy gửi lại với cùng Idempotency-Key.",
            "The system did not respond in time. The request may have taken effect: retry it with the same Idempotency-Key.",
        ),
    };
    Advice { vi, en }
}
