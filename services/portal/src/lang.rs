//! The two languages: Vietnamese first, English when the reader asks for it.

use axum::http::HeaderMap;
use axum::http::Uri;

use crate::visitor::cookie;

/// The cookie that remembers the language.
pub const COOKIE: &str = "motcua_lang";

/// A language of the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The language a request asks for: by its address, else by its cookie.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        Self::asked(uri).or_else(|| Self::named(cookie(headers, COOKIE)?)).unwrap_or_default()
    }

    /// The language in the address, which is remembered.
    pub fn asked(uri: &Uri) -> Option<Self> {
        let mut pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, _)| *name == "lang").and_then(|(_, value)| Self::named(value))
    }

    fn named(code: &str) -> Option<Self> {
        match code {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        self.say("vi", "en")
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// A text in this language. Both stand together in the source, so that none can be missing.
    pub fn say<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header};

    use super::*;

    #[test]
    fn the_address_wins_over_the_cookie_and_vietnamese_is_the_default() {
        let mut headers = HeaderMap::new();
        assert_eq!(Lang::of(&Uri::from_static("/"), &headers), Lang::Vi);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; motcua_lang=en"));
        assert_eq!(Lang::of(&Uri::from_static("/"), &headers), Lang::En);
        assert_eq!(Lang::of(&Uri::from_static("/?nam=2022&lang=vi"), &headers), Lang::Vi);
        assert_eq!(Lang::of(&Uri::from_static("/?lang=xx"), &headers), Lang::En);
    }
}
