//! What protects every page: who may send its forms, which headers it carries, and the language it remembers.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::Portal;
use crate::lang::{self, Lang};
use crate::pages::trouble::{self, Trouble};
use crate::visitor::{Visitor, came_by_https};

/// The forms are short.
const BODY_LIMIT: usize = 8 << 10;
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Not no-referrer: browsers would then send our own forms with the origin null, which is refused.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// Puts the protection around the pages.
pub fn around(pages: Router, portal: Portal) -> Router {
    pages
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(portal, present))
}

async fn present(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (asked, https) = (Lang::asked(&parts.uri), came_by_https(&parts.headers));
    let visitor = Visitor::of(&parts, &portal);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        response = trouble::page(&visitor, Trouble::CrossSite);
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, value);
    }
    // A form brings its own policy: its one style sheet stands in the page.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if let Some(lang) = asked {
        remember(headers, lang, https);
    }
    response
}

fn remember(headers: &mut HeaderMap, lang: Lang, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{}={}; Path=/; Max-Age=31536000; SameSite=Lax{secure}", lang::COOKIE, lang.code());
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}
