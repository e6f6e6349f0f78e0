//! The frame of every page: language, title and navigation.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use motcua_kit::http::Language;

use super::assets;
use crate::session::visitor::Visitor;

/// The entry of the navigation that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The figures.
    Home,
    /// The lookup.
    LookUp,
    /// The visitor's own page.
    Me,
    /// None of them.
    Other,
}

/// The frame of a page.
pub struct Layout {
    /// Language of the page.
    pub lang: Language,
    /// Title of the page.
    pub title: String,
    /// Whether the visitor is signed in.
    pub signed_in: bool,
    /// Address of the same page in the other language.
    pub other_language_address: String,
    section: Section,
}

impl Layout {
    /// The frame of a page with this title.
    pub fn new(visitor: &Visitor, section: Section, title: impl Into<String>) -> Self {
        let lang = visitor.lang;
        let other_language_address = with_language(&visitor.address, other(lang));
        Self { lang, title: title.into(), section, signed_in: visitor.session.is_some(), other_language_address }
    }

    /// A text in the language of the page.
    pub fn pick<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(vi, en)
    }

    /// Code of the other language.
    pub fn other_language(&self) -> &'static str {
        other(self.lang).code()
    }

    /// Address of an asset.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// Whether the page belongs to this entry of the navigation.
    pub fn is_in(&self, section: Section) -> bool {
        self.section == section
    }
}

fn other(language: Language) -> Language {
    match language {
        Language::Vi => Language::En,
        Language::En => Language::Vi,
    }
}

/// The address with this language instead of an earlier `lang`; other parameters are unchanged.
fn with_language(address: &str, language: Language) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(others)
        .append_pair("lang", language.code())
        .finish();
    format!("{path}?{query}")
}

/// Renders a page.
pub fn page(status: StatusCode, language: Language, template: &impl Template) -> Response {
    let html = match template.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(error = %error, "failed to render a page");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let headers = [
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code())),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::VARY, HeaderValue::from_static("cookie")),
    ];
    (status, headers, Html(html)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_switch_keeps_every_other_parameter() {
        assert_eq!(with_language("/", Language::En), "/?lang=en");
        assert_eq!(with_language("/?nam=2021&lang=en", Language::Vi), "/?nam=2021&lang=vi");
        assert_eq!(with_language("/tra-cuu?la%6Eg=vi&ma=a%26b", Language::En), "/tra-cuu?ma=a%26b&lang=en");
    }
}
