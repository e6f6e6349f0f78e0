//! A filled form as a response: a page to read and print, or a file to download. Neither is cached.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_forms::style::PaperSize;
use motcua_forms::{Error, Sheet, html, pdf};
use motcua_kit::http::Language;
use sha2::{Digest, Sha256};

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const PDF_EXTENSION: &str = ".pdf";
const BODY: &str = "<body>\n";

/// The format of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    Html,
    Pdf,
}

impl OutputFormat {
    /// Splits the last segment of a path into name and format.
    pub fn split(file: &str) -> (&str, Self) {
        file.strip_suffix(PDF_EXTENSION).map_or((file, Self::Html), |name| (name, Self::Pdf))
    }
}

/// Links from a page of the register to its neighbours and to its file; addresses of this site.
pub struct RegisterLinks {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub file: String,
}

impl RegisterLinks {
    /// As HTML that is shown and not printed.
    fn render(&self, lang: Language) -> String {
        let link = |address: &String, text: &str| format!("<a href=\"{}\">{text}</a>", address.replace('&', "&amp;"));
        let previous = self.previous.as_ref().map(|to| link(to, lang.pick("‹ Trang trước", "‹ Previous page")));
        let next = self.next.as_ref().map(|to| link(to, lang.pick("Trang sau ›", "Next page ›")));
        let file = link(&self.file, lang.pick("Tải PDF trang này", "This page as PDF"));
        let links: Vec<String> = previous.into_iter().chain([file]).chain(next).collect();
        format!("<nav lang=\"{}\">\n{}\n</nav>\n", lang.code(), links.join("\n"))
    }
}

/// A page of the register with its links; the file is without links.
pub fn register_response(sheet: &Sheet, output: OutputFormat, links: &RegisterLinks, lang: Language) -> Response {
    match (output, html::render(sheet)) {
        (OutputFormat::Pdf, _) => form_response(sheet, output),
        // Values are escaped, so the only tag of that name is the page's own.
        (OutputFormat::Html, Ok(html)) => {
            html_response(html.replacen(BODY, &format!("{BODY}{}", links.render(lang)), 1), sheet.paper)
        }
        (OutputFormat::Html, Err(error)) => render_failed(&error),
    }
}

/// The form in a format.
pub fn form_response(sheet: &Sheet, output: OutputFormat) -> Response {
    let rendered = match output {
        OutputFormat::Html => html::render(sheet).map(|page| html_response(page, sheet.paper)),
        OutputFormat::Pdf => pdf::render(sheet).map(|file| pdf_response(file, &file_name(sheet))),
    };
    rendered.unwrap_or_else(|error| render_failed(&error))
}

/// A bare 500: a form that cannot be rendered is a fault of the program, which the visitor cannot correct.
pub fn render_failed(error: &Error) -> Response {
    tracing::error!(error = %error, "failed to render a form");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn html_response(page: String, paper: PaperSize) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static("vi")),
        (header::CACHE_CONTROL, NO_STORE),
        (header::CONTENT_SECURITY_POLICY, content_policy(paper)),
    ];
    (headers, page).into_response()
}

fn pdf_response(file: Vec<u8>, name: &str) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}{PDF_EXTENSION}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CACHE_CONTROL, NO_STORE),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, file).into_response()
}

/// Number of the form and code of the dossier; nothing personal.
fn file_name(sheet: &Sheet) -> String {
    let code = sheet.code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let code: String = code.collect();
    if code.is_empty() { format!("bieu-mau-{}", sheet.form) } else { format!("bieu-mau-{}-{code}", sheet.form) }
}

/// Allows only the one style sheet inside the page, by its hash.
fn content_policy(paper: PaperSize) -> HeaderValue {
    let hash = STANDARD.encode(Sha256::digest(html::style_sheet(paper).as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
