//! What each kind of problem means and what to do about it.

use motcua_kit::problem::Slug;

/// The same in two languages.
pub struct Advice {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

/// What to do about a kind of problem.
pub fn advice(slug: Slug) -> Advice {
    let (vi, en) = match slug {
        Slug::Malformed => (
            "Nội dung gửi lên không phải JSON hợp lệ. Hãy kiểm tra dòng và cột nêu trong “detail”.",
            "The body is no valid JSON. Check the line and column named in “detail”.",
        ),
        Slug::IdempotencyKeyMissing => (
            "Mỗi yêu cầu tạo mới hoặc quyết định cần tiêu đề Idempotency-Key do bạn chọn; gửi lại với cùng khóa sẽ không thực hiện lần hai.",
            "A request that creates or decides needs a header Idempotency-Key of your choice; a repeat with the same key acts once.",
        ),
        Slug::Unauthenticated => (
            "Yêu cầu không có mã truy cập, hoặc mã đã hết hạn hay không hợp lệ. Hãy lấy mã mới tại /oauth/token.",
            "The request has no access token, or one that is expired or not valid. Get a new one at /oauth/token.",
        ),
        Slug::Forbidden => (
            "Vai trò của tài khoản không có thao tác này, hoặc thao tác không được phép với đối tượng này.",
            "The account's roles do not have this operation, or it is not allowed on this object.",
        ),
        Slug::Csrf => (
            "Biểu mẫu được gửi từ một trang khác hoặc đã quá cũ. Hãy tải lại trang rồi gửi lại.",
            "The form was sent from another site or is too old. Reload the page and send it again.",
        ),
        Slug::NotFound => (
            "Không có đối tượng này, hoặc bạn không được xem. Hãy kiểm tra địa chỉ.",
            "There is no such thing, or you may not see it. Check the address.",
        ),
        Slug::MethodNotAllowed => (
            "Địa chỉ này có, nhưng không nhận phương thức đã dùng. Tiêu đề Allow cho biết các phương thức được nhận.",
            "The address exists but does not take this method. The header Allow lists those it takes.",
        ),
        Slug::ConflictState => (
            "Trạng thái hiện tại không cho phép bước này. Hãy đọc lại đối tượng rồi quyết định.",
            "The present state does not allow this step. Read the object again and decide.",
        ),
        Slug::ConflictConcurrent => (
            "Người khác vừa thay đổi cùng bản ghi. Có thể gửi lại yêu cầu với cùng Idempotency-Key.",
            "Others changed the same record at the same time. The request may be repeated with the same Idempotency-Key.",
        ),
        Slug::PreconditionFailed => (
            "Giá trị If-Match đã cũ. Hãy đọc lại bản ghi, xem thay đổi, rồi gửi lại với ETag mới.",
            "If-Match is stale. Read the record again, look at the change, and send with the new ETag.",
        ),
        Slug::PayloadTooLarge => (
            "Nội dung lớn hơn mức cho phép. Hãy chia nhỏ hoặc giảm dung lượng.",
            "The body is larger than allowed. Split it or make it smaller.",
        ),
        Slug::UnsupportedMediaType => (
            "Thao tác này chỉ nhận application/json. Hãy đặt đúng tiêu đề Content-Type.",
            "This operation takes application/json only. Set the header Content-Type accordingly.",
        ),
        Slug::Validation => (
            "Dữ liệu đọc được nhưng trái quy tắc. “errors” liệt kê mọi trường cần sửa, cùng một lúc.",
            "The data can be read but breaks a rule. “errors” lists every field to correct, all at once.",
        ),
        Slug::IdempotencyKeyReused => (
            "Khóa này đã dùng cho nội dung khác. Hãy dùng khóa mới cho yêu cầu mới.",
            "This key was used for another content. Use a new key for a new request.",
        ),
        Slug::PreconditionRequired => (
            "Thao tác này cần tiêu đề If-Match với ETag của bản ghi đã đọc.",
            "This operation needs the header If-Match with the ETag of the record that was read.",
        ),
        Slug::RateLimited => (
            "Quá nhiều yêu cầu trong thời gian ngắn. Hãy đợi số giây trong Retry-After; RateLimit cho biết còn bao nhiêu.",
            "Too many requests in a short time. Wait the seconds in Retry-After; RateLimit says how many are left.",
        ),
        Slug::Internal => (
            "Lỗi ở phía hệ thống. Nếu còn xảy ra, hãy báo quản trị kèm mã yêu cầu trong “instance”.",
            "An error on our side. If it goes on, tell the administrator the request id in “instance”.",
        ),
        Slug::Unavailable => (
            "Một phần của hệ thống tạm thời không phục vụ được. Hãy thử lại sau ít giây.",
            "A part of the system cannot serve at the moment. Try again in a few seconds.",
        ),
        Slug::Timeout => (
            "Hệ thống không trả lời kịp. Yêu cầu có thể đã được thực hiện: hãy gửi lại với cùng Idempotency-Key.",
            "The answer did not come in time. The request may have acted: repeat it with the same Idempotency-Key.",
        ),
    };
    Advice { vi, en }
}
