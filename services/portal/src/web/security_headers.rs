//! Layers around the pages: cross-site request forgery, body limit, compression and security headers.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::error_page::error_page;
use crate::portal::Portal;
use crate::session::cookies;
use crate::session::language::language_in_address;
use crate::session::visitor::{Visitor, is_https};
use crate::wording::errors::ErrorPage;

/// Bytes; the forms of the pages are short.
const BODY_LIMIT: usize = 8 << 10;

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Not no-referrer: browsers would then send our own forms with the origin null, which is refused.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// Puts the layers around the pages.
pub fn secure(pages: Router, portal: Portal) -> Router {
    pages
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(portal, secure_response))
}

/// Adds the headers, shows refused forms as a page, and remembers the language that the address names.
async fn secure_response(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (visitor, https) = (Visitor::of(&parts, &portal), is_https(&parts.headers));
    let new_language = language_in_address(&parts.uri);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        response = error_page(&visitor, ErrorPage::CrossSite);
    }
    add_headers(response.headers_mut(), portal.content_policy, https);
    match new_language {
        Some(language) => (CookieJar::new().add(cookies::language(language, https)), response).into_response(),
        None => response,
    }
}

fn add_headers(headers: &mut HeaderMap, content_policy: HeaderValue, https: bool) {
    for (name, value) in HEADERS {
        headers.insert(name, value);
    }
    // A printed form has a policy of its own: it allows the one style sheet inside the page.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(content_policy);
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}
