//! Who looks at a page, as far as the page must know: language, session, where, and whether over https.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

use crate::Portal;
use crate::lang::Lang;
use crate::sessions::{self, Session};

/// Longest name of a host with its port.
const LONGEST_HOST: usize = 261;

/// A visitor.
pub struct Visitor {
    /// The language to speak.
    pub lang: Lang,
    /// Path and query of the page, for the language switch.
    pub here: String,
    /// Name of the session, whether it still exists or not.
    pub session_name: Option<String>,
    /// The session.
    pub session: Option<Arc<Session>>,
    /// Whether the browser came over https.
    pub secure: bool,
    /// The host that the browser asked, where it says a proper one.
    pub host: Option<String>,
}

impl Visitor {
    /// The visitor that a request comes from.
    pub fn of(parts: &Parts, portal: &Portal) -> Self {
        let session_name = cookie(&parts.headers, sessions::COOKIE).map(str::to_owned);
        let session = session_name.as_deref().and_then(|name| portal.sessions.find(name));
        Self {
            lang: Lang::of(&parts.uri, &parts.headers),
            here: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            session_name,
            session,
            secure: came_by_https(&parts.headers),
            host: host(parts).map(str::to_owned),
        }
    }

    /// The address by which the visitor came.
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.host.as_deref().unwrap_or("localhost"))
    }
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        Ok(Self::of(parts, portal))
    }
}

/// The host of a request, if it can stand in an address.
fn host(parts: &Parts) -> Option<&str> {
    let stated = parts.headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let host = stated.or_else(|| parts.uri.authority().map(Authority::as_str))?;
    is_plain(host).then_some(host)
}

/// Whether that is the name of a host, with or without a port.
pub fn is_plain(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    !host.is_empty() && host.len() <= LONGEST_HOST && host.bytes().all(plain)
}

/// Whether the proxy in front says that the browser came over https; the portal itself speaks plain HTTP.
pub fn came_by_https(headers: &HeaderMap) -> bool {
    headers.get("x-forwarded-proto").is_some_and(|scheme| scheme.as_bytes().eq_ignore_ascii_case(b"https"))
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}
