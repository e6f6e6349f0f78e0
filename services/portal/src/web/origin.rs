//! Origins and host names that are safe in a header or an address.

use axum::http::Uri;
use axum::http::uri::Authority;

/// Longest host name with its port.
const MAX_HOST: usize = 261;

/// The origin of a web address: `https://pay.example` of `https://pay.example/pay`.
pub fn origin(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let host = uri.authority().map(Authority::as_str).filter(|host| is_host(host))?;
    Some(format!("{scheme}://{host}"))
}

/// Whether that is a host name, with or without a port.
pub fn is_host(host: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    !host.is_empty() && host.len() <= MAX_HOST && host.bytes().all(allowed)
}
