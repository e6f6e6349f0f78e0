//! The pages that say what went wrong and what to do.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::api::Fault;
use crate::lang::Lang;
use crate::shell::{self, Place, Shell};
use crate::visitor::Visitor;

const A_MINUTE: u64 = 60;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A form came from another site.
    CrossSite,
    /// Too many tries; seconds to wait.
    TooMany(u64),
    /// The API cannot be reached.
    Unavailable,
    /// The API answered something that makes no sense here.
    BadAnswer,
    /// The sign-in has ended.
    SignedOut,
    /// This sign-in does not work.
    NoSignIn,
    /// There is no such form or dossier, or not for the visitor.
    NoForm,
    /// The role does not see it.
    NotYours,
    /// The days of a register are none.
    WrongDays,
    /// A register would hold too much.
    TooLong,
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct Page {
    shell: Shell,
    heading: String,
    advice: String,
    way: (&'static str, String),
}

impl Trouble {
    /// What an API's fault means for whoever waits for a page.
    pub fn of(fault: Fault) -> Self {
        match fault {
            Fault::TooMany(wait) => Self::TooMany(wait),
            Fault::Unreachable => Self::Unavailable,
            Fault::SignedOut => Self::SignedOut,
            Fault::Unreadable | Fault::NotFound | Fault::Invalid | Fault::Forbidden => Self::BadAnswer,
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::BadAnswer => StatusCode::BAD_GATEWAY,
            Self::SignedOut | Self::NoSignIn => StatusCode::UNAUTHORIZED,
            Self::NoForm => StatusCode::NOT_FOUND,
            Self::NotYours => StatusCode::FORBIDDEN,
            Self::WrongDays | Self::TooLong => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn retry_after(self) -> Option<u64> {
        match self {
            Self::TooMany(wait) => Some(wait),
            Self::Unavailable => Some(10),
            _ => None,
        }
    }

    fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::CrossSite => lang.say("Yêu cầu không được chấp nhận", "The request was refused"),
            Self::TooMany(_) => lang.say("Đã thử quá nhiều lần", "Too many tries"),
            Self::Unavailable => lang.say("Hệ thống tạm ngừng", "The system is not available now"),
            Self::BadAnswer => lang.say("Hệ thống trả lời không đúng", "The system gave no proper answer"),
            Self::SignedOut => lang.say("Phiên làm việc đã hết", "The session has ended"),
            Self::NoSignIn => lang.say("Không đăng nhập được", "Signing in did not work"),
            Self::NoForm => lang.say("Không có hồ sơ hoặc biểu mẫu này", "There is no such dossier or form"),
            Self::NotYours => lang.say("Vai này không xem được", "Not for this role"),
            Self::WrongDays => lang.say("Ngày chưa đúng", "The days are not right"),
            Self::TooLong => lang.say("Sổ quá dài", "The register is too long"),
        }
    }

    fn advice(self, lang: Lang) -> String {
        let text = match self {
            Self::CrossSite => lang.say(
                "Biểu mẫu được gửi từ một trang khác nên bị chặn. Mở lại trang này rồi gửi lần nữa.",
                "The form was sent from another site and was blocked. Open this site again and send it from here.",
            ),
            Self::TooMany(wait) => return too_many(wait, lang),
            Self::Unavailable => lang.say(
                "Hồ sơ đã lưu không bị mất. Thử lại sau ít phút.",
                "Nothing that was saved is lost. Try again in a few minutes.",
            ),
            Self::BadAnswer => lang.say(
                "Lỗi đã được ghi lại. Thử lại sau ít phút.",
                "The error was recorded. Try again in a few minutes.",
            ),
            Self::SignedOut => lang.say("Đăng nhập lại để xem tiếp.", "Sign in again to go on."),
            Self::NoSignIn => lang.say(
                "Tài khoản thử này chưa có hoặc đã đổi. Chọn vai khác.",
                "This demonstration account is not there yet, or was changed. Choose another role.",
            ),
            Self::NoForm => lang.say(
                "Hồ sơ không có, không thuộc quyền xem của vai này, chưa tới bước có biểu mẫu này, hoặc khi tiếp nhận chưa có mẫu này.",
                "The dossier does not exist, is not shown to this role, has not come to the step of this form, or was received before the form existed.",
            ),
            Self::NotYours => lang.say("Chọn vai khác có quyền xem.", "Choose another role that may see it."),
            Self::WrongDays => lang.say(
                "Chọn từ ngày và đến ngày, cách nhau nhiều nhất một năm; mã cơ quan như H35.08 nếu cần.",
                "Choose a first and a last day at most a year apart, and an agency such as H35.08 if you like.",
            ),
            Self::TooLong => lang.say(
                "Một sổ có nhiều nhất 60 trang, mỗi trang 150 hồ sơ. Chọn khoảng ngày ngắn hơn, hoặc sổ của một cơ quan.",
                "A register has 60 pages at most, each of 150 dossiers. Choose a shorter time, or the register of one agency.",
            ),
        };
        text.to_owned()
    }

    /// Where to go from here.
    fn way(self, lang: Lang) -> (&'static str, String) {
        let (address, text) = match self {
            Self::CrossSite | Self::TooMany(_) => ("/tra-cuu", lang.say("Về trang tra cứu", "Back to the lookup")),
            Self::NoForm | Self::WrongDays | Self::TooLong => ("/toi", lang.say("Về trang của tôi", "Back to my page")),
            Self::SignedOut | Self::NoSignIn | Self::NotYours => {
                ("/#dang-nhap", lang.say("Chọn vai để đăng nhập", "Choose a role"))
            }
            Self::Unavailable | Self::BadAnswer => ("/", lang.say("Về trang chính", "To the first page")),
        };
        (address, text.to_owned())
    }
}

fn too_many(wait: u64, lang: Lang) -> String {
    if wait < A_MINUTE {
        return match lang {
            Lang::Vi => format!("Thử lại sau {wait} giây."),
            Lang::En => format!("Try again in {wait} s."),
        };
    }
    let minutes = wait.div_ceil(A_MINUTE);
    match lang {
        Lang::Vi => format!("Để bảo vệ hồ sơ, mã này tạm khóa tra cứu. Thử lại sau {minutes} phút."),
        Lang::En => format!("To protect the dossier, this code is locked for now. Try again in {minutes} minutes."),
    }
}

/// The page about it.
pub fn page(visitor: &Visitor, trouble: Trouble) -> Response {
    let lang = visitor.lang;
    let heading = trouble.heading(lang);
    let page = Page {
        shell: Shell::new(visitor, Place::Elsewhere, heading),
        heading: heading.to_owned(),
        advice: trouble.advice(lang),
        way: trouble.way(lang),
    };
    let mut response = shell::page(trouble.status(), lang, &page);
    if let Some(wait) = trouble.retry_after() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    response
}
