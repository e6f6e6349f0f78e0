//! The services behind the gateway, and the setting that lists those in other processes.

use axum::Router;
use axum::http::Uri;
use utoipa::openapi::OpenApi;

/// A service behind the gateway.
#[expect(clippy::large_enum_variant, reason = "built only at the start, a handful of values")]
pub enum Upstream {
    /// A service in this process.
    Local {
        /// Name of the service.
        name: String,
        /// Its operations, without the kit's layers: the gateway applies them once for all services.
        router: Router,
        /// The description of its operations.
        openapi: OpenApi,
    },
    /// A service in another process, which describes itself at `/openapi.json`.
    Remote {
        /// Name of the service.
        name: String,
        /// Base URL, for instance `http://intake:8080`.
        url: String,
    },
}

/// An entry of the setting `MOTCUA_UPSTREAMS` is invalid.
#[derive(Debug, thiserror::Error)]
#[error("MOTCUA_UPSTREAMS: {0:?} is not name=url")]
pub struct ParseError(String);

impl Upstream {
    /// Parses `name=url,name=url`.
    ///
    /// # Errors
    /// For an entry without a name, or whose address is not an `http://` URL.
    pub fn parse_list(list: &str) -> Result<Vec<Self>, ParseError> {
        let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(|entry| Self::parse(entry).ok_or_else(|| ParseError(entry.to_owned()))).collect()
    }

    fn parse(entry: &str) -> Option<Self> {
        let (name, url) = entry.split_once('=')?;
        let url = url.trim_end_matches('/');
        let is_http = |url: Uri| url.scheme_str() == Some("http") && url.host().is_some();
        let is_valid = !name.is_empty() && url.parse::<Uri>().is_ok_and(is_http);
        is_valid.then(|| Self::Remote { name: name.to_owned(), url: url.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_upstreams_is_parsed_completely_or_rejected() {
        let list = Upstream::parse_list("intake=http://intake:8080/, routing=http://routing:8080").unwrap();
        let parsed: Vec<_> = list
            .iter()
            .map(|upstream| match upstream {
                Upstream::Remote { name, url } => (name.as_str(), url.as_str()),
                Upstream::Local { .. } => ("", ""),
            })
            .collect();
        assert_eq!(parsed, [("intake", "http://intake:8080"), ("routing", "http://routing:8080")]);
        assert!(Upstream::parse_list("").unwrap().is_empty());
        for invalid in ["intake", "=http://intake", "intake=", "intake=intake:8080", "intake=https://intake"] {
            assert!(Upstream::parse_list(invalid).is_err(), "{invalid}");
        }
    }
}
