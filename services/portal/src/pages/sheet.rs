//! A filled form as an answer: a page to show and print, or a file to take away. Neither is kept by anybody on the way.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_forms::template::Paper;
use motcua_forms::{Error, Sheet, html, pdf};
use sha2::{Digest, Sha256};

use crate::lang::Lang;

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const ENDING: &str = ".pdf";
const BODY: &str = "<body>\n";

/// How a form is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page.
    Html,
    /// A file.
    Pdf,
}

impl Format {
    /// Splits the last part of an address into what is asked for, and how.
    pub fn split(file: &str) -> (&str, Self) {
        file.strip_suffix(ENDING).map_or((file, Self::Html), |name| (name, Self::Pdf))
    }
}

/// From a page of a long form to those beside it, and to its file; addresses of this site.
pub struct Ways {
    pub before: Option<String>,
    pub after: Option<String>,
    pub file: String,
}

impl Ways {
    /// Links that are shown and not printed.
    fn drawn(&self, lang: Lang) -> String {
        let link = |address: &String, text: &str| format!("<a href=\"{}\">{text}</a>", address.replace('&', "&amp;"));
        let before = self.before.as_ref().map(|to| link(to, lang.say("‹ Trang trước", "‹ Page before")));
        let after = self.after.as_ref().map(|to| link(to, lang.say("Trang sau ›", "Next page ›")));
        let file = link(&self.file, lang.say("Tải PDF trang này", "This page as PDF"));
        let links: Vec<String> = before.into_iter().chain([file]).chain(after).collect();
        format!("<nav lang=\"{}\">\n{}\n</nav>\n", lang.code(), links.join("\n"))
    }
}

/// A page of a long form, as it was asked for, with the ways to the others.
pub fn answer_between(sheet: &Sheet, format: Format, ways: &Ways, lang: Lang) -> Response {
    match (format, html::render(sheet)) {
        (Format::Pdf, _) => answer(sheet, format),
        // What was typed is escaped, so the only tag of that name is the page's own.
        (Format::Html, Ok(page)) => {
            page_of(page.replacen(BODY, &format!("{BODY}{}", ways.drawn(lang)), 1), sheet.paper)
        }
        (Format::Html, Err(error)) => failed(&error),
    }
}

/// The form as it was asked for. The name of the file holds number and code, nothing personal.
pub fn answer(sheet: &Sheet, format: Format) -> Response {
    let drawn = match format {
        Format::Html => html::render(sheet).map(|page| page_of(page, sheet.paper)),
        Format::Pdf => pdf::render(sheet).map(|file| file_of(file, &name(sheet))),
    };
    drawn.unwrap_or_else(|error| failed(&error))
}

/// A form that cannot be drawn is a fault of the program: nobody can do anything about it here.
pub fn failed(error: &Error) -> Response {
    tracing::error!(error = %error, "a form could not be drawn");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn page_of(page: String, paper: Paper) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static("vi")),
        (header::CACHE_CONTROL, NO_STORE),
        (header::CONTENT_SECURITY_POLICY, policy(paper)),
    ];
    (headers, page).into_response()
}

fn file_of(file: Vec<u8>, name: &str) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}{ENDING}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CACHE_CONTROL, NO_STORE),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, file).into_response()
}

fn name(sheet: &Sheet) -> String {
    let code = sheet.code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let code: String = code.collect();
    if code.is_empty() { format!("bieu-mau-{}", sheet.form) } else { format!("bieu-mau-{}-{code}", sheet.form) }
}

/// Nothing but the one style sheet that stands in the page, known by its hash.
fn policy(paper: Paper) -> HeaderValue {
    let hash = STANDARD.encode(Sha256::digest(html::style(paper).as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
