//! The errors that have a page of their own, with heading, advice and link.

use motcua_kit::http::Language;

use crate::api::error::ApiError;

/// Seconds.
const MINUTE: u64 = 60;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorPage {
    /// A form was sent from another site.
    CrossSite,
    /// Too many attempts; holds the seconds to wait.
    TooManyAttempts(u64),
    /// The API cannot be reached.
    Unavailable,
    /// The response of the API is not what it describes.
    UnexpectedResponse,
    /// The session has ended.
    SignedOut,
    /// The sign-in failed.
    SignInFailed,
    /// The form or dossier does not exist, or is not visible to the visitor.
    NotFound,
    /// The visitor's role may not see it.
    Forbidden,
    /// The days of a register are missing, in the wrong order or too far apart.
    InvalidPeriod,
    /// The register has more pages than can be shown.
    RegisterTooLong,
}

impl From<ApiError> for ErrorPage {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::TooManyRequests(seconds) => Self::TooManyAttempts(seconds),
            ApiError::Unavailable => Self::Unavailable,
            ApiError::SignedOut => Self::SignedOut,
            ApiError::UnexpectedResponse | ApiError::NotFound | ApiError::Invalid | ApiError::Forbidden => {
                Self::UnexpectedResponse
            }
        }
    }
}

impl ErrorPage {
    /// The heading of the page.
    pub fn heading(self, lang: Language) -> &'static str {
        match self {
            Self::CrossSite => lang.pick("Yêu cầu không được chấp nhận", "The request was refused"),
            Self::TooManyAttempts(_) => lang.pick("Đã thử quá nhiều lần", "Too many attempts"),
            Self::Unavailable => lang.pick("Hệ thống tạm ngừng", "The system is not available now"),
            Self::UnexpectedResponse => lang.pick("Hệ thống trả lời không đúng", "Something went wrong"),
            Self::SignedOut => lang.pick("Phiên làm việc đã hết", "The session has ended"),
            Self::SignInFailed => lang.pick("Không đăng nhập được", "Sign-in failed"),
            Self::NotFound => lang.pick("Không có hồ sơ hoặc biểu mẫu này", "There is no such dossier or form"),
            Self::Forbidden => lang.pick("Vai này không xem được", "Not visible to this role"),
            Self::InvalidPeriod => lang.pick("Ngày chưa đúng", "The days are not valid"),
            Self::RegisterTooLong => lang.pick("Sổ quá dài", "The register is too long"),
        }
    }

    /// What the visitor can do.
    pub fn advice(self, lang: Language) -> String {
        let text = match self {
            Self::CrossSite => lang.pick(
                "Biểu mẫu được gửi từ một trang khác nên bị chặn. Mở lại trang này rồi gửi lần nữa.",
                "The form was sent from another site and was blocked. Open this site again and send it from here.",
            ),
            Self::TooManyAttempts(seconds) => return wait(seconds, lang),
            Self::Unavailable => lang.pick(
                "Hồ sơ đã lưu không bị mất. Thử lại sau ít phút.",
                "Nothing that was saved is lost. Try again in a few minutes.",
            ),
            Self::UnexpectedResponse => lang.pick(
                "Lỗi đã được ghi lại. Thử lại sau ít phút.",
                "The error was recorded. Try again in a few minutes.",
            ),
            Self::SignedOut => lang.pick("Đăng nhập lại để xem tiếp.", "Sign in again to continue."),
            Self::SignInFailed => lang.pick(
                "Tài khoản thử này chưa có hoặc đã đổi. Chọn vai khác.",
                "This demonstration account does not exist yet, or was changed. Choose another role.",
            ),
            Self::NotFound => lang.pick(
                "Hồ sơ không có, không thuộc quyền xem của vai này, chưa tới bước có biểu mẫu này, hoặc khi tiếp nhận chưa có mẫu này.",
                "The dossier does not exist, is not visible to this role, has not reached the step of this form, or was received before the form existed.",
            ),
            Self::Forbidden => lang.pick("Chọn vai khác có quyền xem.", "Choose another role that may see it."),
            Self::InvalidPeriod => lang.pick(
                "Chọn từ ngày và đến ngày, cách nhau nhiều nhất một năm; mã cơ quan như H35.08 nếu cần.",
                "Choose a first and a last day at most a year apart, and an agency such as H35.08 if you like.",
            ),
            Self::RegisterTooLong => lang.pick(
                "Một sổ có nhiều nhất 60 trang, mỗi trang 150 hồ sơ. Chọn khoảng ngày ngắn hơn, hoặc sổ của một cơ quan.",
                "A register has at most 60 pages of 150 dossiers. Choose a shorter period, or the register of one agency.",
            ),
        };
        text.to_owned()
    }

    /// Where the visitor can continue.
    pub fn link_address(self) -> &'static str {
        match self {
            Self::CrossSite | Self::TooManyAttempts(_) => "/tra-cuu",
            Self::NotFound | Self::InvalidPeriod | Self::RegisterTooLong => "/toi",
            Self::SignedOut | Self::SignInFailed | Self::Forbidden => "/#dang-nhap",
            Self::Unavailable | Self::UnexpectedResponse => "/",
        }
    }

    /// The text of the link.
    pub fn link_text(self, lang: Language) -> &'static str {
        match self.link_address() {
            "/tra-cuu" => lang.pick("Về trang tra cứu", "Back to the lookup"),
            "/toi" => lang.pick("Về trang của tôi", "Back to my page"),
            "/#dang-nhap" => lang.pick("Chọn vai để đăng nhập", "Choose a role"),
            _ => lang.pick("Về trang chính", "To the home page"),
        }
    }
}

fn wait(seconds: u64, lang: Language) -> String {
    let minutes = seconds.div_ceil(MINUTE);
    match (lang, seconds < MINUTE) {
        (Language::Vi, true) => format!("Thử lại sau {seconds} giây."),
        (Language::En, true) => format!("Try again in {seconds} s."),
        (Language::Vi, false) => {
            format!("Để bảo vệ hồ sơ, mã này tạm khóa tra cứu. Thử lại sau {minutes} phút.")
        }
        (Language::En, false) => {
            format!("To protect the dossier, this code is locked for now. Try again in {minutes} minutes.")
        }
    }
}
