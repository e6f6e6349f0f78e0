//! Headers at the door: what every answer carries for safety, and what is never passed on.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// For every answer that does not say otherwise itself.
const SAFETY: [(HeaderName, HeaderValue); 6] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// Meant for one connection only (RFC 9110 §7.6.1).
const HOP_BY_HOP: [&str; 9] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Adds the safety headers.
pub async fn safety(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in SAFETY {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// Takes away what is meant for this connection only.
pub fn strip_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<String> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(',').map(|name| name.trim().to_ascii_lowercase()))
        .collect();
    for name in named.iter().map(String::as_str).chain(HOP_BY_HOP) {
        headers.remove(name);
    }
}

/// Takes away what a client could pretend with: who it is and where it comes from is what the gateway found out.
pub fn strip_pretences(headers: &mut HeaderMap) {
    let pretences: Vec<HeaderName> = headers.keys().filter(|name| is_pretence(name.as_str())).cloned().collect();
    for name in pretences {
        headers.remove(name);
    }
}

fn is_pretence(name: &str) -> bool {
    name.starts_with("x-forwarded-") || name.starts_with("x-user-") || name == "forwarded" || name == "x-real-ip"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_meant_for_the_service_is_passed_on() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("connection", "close, X-Odd"),
            ("x-odd", "1"),
            ("te", "trailers"),
            ("x-forwarded-for", "192.0.2.1"),
            ("x-user-id", "root"),
            ("forwarded", "for=192.0.2.1"),
            ("accept", "application/json"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        strip_hop_by_hop(&mut headers);
        strip_pretences(&mut headers);
        assert_eq!(headers.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["accept"]);
    }
}
