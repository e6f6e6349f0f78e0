//! Shows what went wrong as a page: a heading, advice, and a link to continue.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::layout::{Layout, Section, page};
use crate::session::visitor::Visitor;
use crate::wording::errors::ErrorPage;

/// Seconds after which a page is worth another attempt while the API is down.
const RETRY_UNAVAILABLE: u64 = 10;

#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    layout: Layout,
    heading: &'static str,
    advice: String,
    link_address: &'static str,
    link_text: &'static str,
}

/// Renders an error page.
pub fn error_page(visitor: &Visitor, error: ErrorPage) -> Response {
    let lang = visitor.lang;
    let heading = error.heading(lang);
    let template = Page {
        layout: Layout::new(visitor, Section::Other, heading),
        heading,
        advice: error.advice(lang),
        link_address: error.link_address(),
        link_text: error.link_text(lang),
    };
    let mut response = page(status(error), lang, &template);
    if let Some(seconds) = retry_after(error) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn status(error: ErrorPage) -> StatusCode {
    match error {
        ErrorPage::CrossSite | ErrorPage::Forbidden => StatusCode::FORBIDDEN,
        ErrorPage::TooManyAttempts(_) => StatusCode::TOO_MANY_REQUESTS,
        ErrorPage::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorPage::UnexpectedResponse => StatusCode::BAD_GATEWAY,
        ErrorPage::SignedOut | ErrorPage::SignInFailed => StatusCode::UNAUTHORIZED,
        ErrorPage::NotFound => StatusCode::NOT_FOUND,
        ErrorPage::InvalidPeriod | ErrorPage::RegisterTooLong => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn retry_after(error: ErrorPage) -> Option<u64> {
    match error {
        ErrorPage::TooManyAttempts(seconds) => Some(seconds),
        ErrorPage::Unavailable => Some(RETRY_UNAVAILABLE),
        _ => None,
    }
}
