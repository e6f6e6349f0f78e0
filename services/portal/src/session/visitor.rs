//! The visitor of a page: language, session, address, and whether the browser uses https.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use motcua_kit::http::Language;

use super::cookies;
use super::language::chosen_language;
use super::store::Session;
use crate::api::client::Api;
use crate::portal::Portal;
use crate::web::origin::is_host;

/// A visitor.
pub struct Visitor {
    /// Language of the pages.
    pub lang: Language,
    /// Path and query of the page.
    pub address: String,
    /// Id of the session, whether it still exists or not.
    pub session_id: Option<String>,
    /// The session.
    pub session: Option<Arc<Session>>,
    /// Whether the browser uses https.
    pub https: bool,
    /// Address of the browser.
    pub client: Option<IpAddr>,
    /// The host in the request, if it is a valid one.
    pub host: Option<String>,
}

impl Visitor {
    /// The visitor of a request.
    pub fn of(parts: &Parts, portal: &Portal) -> Self {
        let (jar, https) = (CookieJar::from_headers(&parts.headers), is_https(&parts.headers));
        let session_id = jar.get(cookies::session_name(https)).map(|cookie| cookie.value().to_owned());
        let session = session_id.as_deref().and_then(|id| portal.sessions.get(id));
        Self {
            lang: chosen_language(&parts.uri, &jar),
            address: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            session_id,
            session,
            https,
            client: portal.trusted_proxies.client_address(&parts.extensions, &parts.headers),
            host: host(parts).map(str::to_owned),
        }
    }

    /// Origin of the site, as the visitor addresses it.
    pub fn origin(&self) -> String {
        let scheme = if self.https { "https" } else { "http" };
        format!("{scheme}://{}", self.host.as_deref().unwrap_or("localhost"))
    }

    /// The client of the API on behalf of the visitor.
    pub fn api(&self, portal: &Portal) -> Api {
        portal.api.for_visitor(self.lang, self.client)
    }
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        Ok(Self::of(parts, portal))
    }
}

/// The host of a request, if it is safe in an address.
fn host(parts: &Parts) -> Option<&str> {
    let header = parts.headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let host = header.or_else(|| parts.uri.authority().map(Authority::as_str))?;
    is_host(host).then_some(host)
}

/// Whether the proxy in front reports that the browser uses https; the portal itself serves plain HTTP.
pub fn is_https(headers: &HeaderMap) -> bool {
    headers.get("x-forwarded-proto").is_some_and(|scheme| scheme.as_bytes().eq_ignore_ascii_case(b"https"))
}
