//! What protects every page: who may send its forms, which headers it carries, and the language it remembers.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::Portal;
use crate::lang::{self, Lang};
use crate::pages::trouble::{self, Trouble};
use crate::visitor::{Visitor, came_by_https, is_plain};

/// The forms are short.
const BODY_LIMIT: usize = 8 << 10;
/// `form-action` stands last, because `policy` adds to it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
    base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Not no-referrer: browsers would then send our own forms with the origin null, which is refused.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// What pages may do. The form that begins a payment goes to this site, which sends the browser on to the payment page:
/// browsers hold the target of that too against the policy.
pub fn policy(payment_page: Option<&str>) -> HeaderValue {
    let with_page = payment_page.map(|origin| format!("{POLICY} {origin}"));
    with_page.and_then(|policy| policy.try_into().ok()).unwrap_or(HeaderValue::from_static(POLICY))
}

/// Scheme and host of a web address: `https://pay.example` of `https://pay.example/pay`.
pub fn origin(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let host = uri.authority().map(Authority::as_str).filter(|host| is_plain(host))?;
    Some(format!("{scheme}://{host}"))
}

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
    let (visitor, policy) = (Visitor::of(&parts, &portal), portal.policy);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        response = trouble::page(&visitor, Trouble::CrossSite);
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, value);
    }
    // A form brings its own policy: its one style sheet stands in the page.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
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
