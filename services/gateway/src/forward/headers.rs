//! Request headers that are not forwarded to services.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, header};

/// Valid for one connection only (RFC 9110 §7.6.1).
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

/// Removes hop-by-hop headers, including those that `Connection` lists.
pub fn strip_hop_by_hop(headers: &mut HeaderMap) {
    let listed: Vec<String> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(',').map(|name| name.trim().to_ascii_lowercase()))
        .collect();
    for name in listed.iter().map(String::as_str).chain(HOP_BY_HOP) {
        headers.remove(name);
    }
}

/// Removes headers with which a client could forge its identity or its address: both are determined by the gateway.
pub fn strip_spoofable_headers(headers: &mut HeaderMap) {
    let spoofable: Vec<HeaderName> = headers.keys().filter(|name| is_spoofable(name.as_str())).cloned().collect();
    for name in spoofable {
        headers.remove(name);
    }
}

/// Removes the trace context, with which a client could decide that its trace is recorded: traces start here.
pub async fn drop_trace_context(mut request: Request) -> Request {
    for name in ["traceparent", "tracestate"] {
        request.headers_mut().remove(name);
    }
    request
}

fn is_spoofable(name: &str) -> bool {
    name.starts_with("x-forwarded-") || name.starts_with("x-user-") || name == "forwarded" || name == "x-real-ip"
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_end_to_end_and_trustworthy_headers_remain() {
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
        strip_spoofable_headers(&mut headers);
        assert_eq!(headers.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["accept"]);
    }
}
