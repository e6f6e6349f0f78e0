//! The `Content-Security-Policy` of the pages.

use axum::http::HeaderValue;

/// `form-action` is last, because `content_policy` appends to it.
const BASE: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
    base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// The policy of every page. The form that starts a payment posts to this site, which redirects to the payment page at
/// this origin: browsers check the target of the redirect against the policy too.
pub fn content_policy(payment_page: Option<&str>) -> HeaderValue {
    let with_page = payment_page.map(|origin| format!("{BASE} {origin}"));
    with_page.and_then(|policy| policy.try_into().ok()).unwrap_or(HeaderValue::from_static(BASE))
}
