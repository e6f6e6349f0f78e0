//! Who looks at a page, as far as the page must know: language, session, where, and whether over https.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::Portal;
use crate::lang::Lang;
use crate::sessions::{self, Session};

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
        }
    }
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        Ok(Self::of(parts, portal))
    }
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
