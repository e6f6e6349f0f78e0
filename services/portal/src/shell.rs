//! What surrounds every page: language, title, navigation.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::assets;
use crate::lang::Lang;
use crate::visitor::Visitor;

/// The entry of the navigation that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The figures.
    Home,
    /// The lookup.
    LookUp,
    /// One's own page.
    Me,
    /// None of them.
    Elsewhere,
}

/// What surrounds a page.
pub struct Shell {
    /// The language.
    pub lang: Lang,
    /// Title of the page.
    pub title: String,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Where the same page is in the other language.
    pub switch: String,
    place: Place,
}

impl Shell {
    /// What surrounds a page with this title.
    pub fn new(visitor: &Visitor, place: Place, title: impl Into<String>) -> Self {
        let lang = visitor.lang;
        let switch = switch(&visitor.here, lang.other());
        Self { lang, title: title.into(), place, signed_in: visitor.session.is_some(), switch }
    }

    /// A text in the reader's language.
    pub fn say<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.say(vi, en)
    }

    /// Address of an asset; it changes with the content, so that browsers may keep it for good.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// Whether that is where the reader is.
    pub fn is_at(&self, place: Place) -> bool {
        self.place == place
    }
}

/// The same page in another language: other parameters are kept, the old choice of language goes.
fn switch(here: &str, other: Lang) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let kept: String = kept.map(|pair| format!("{pair}&")).collect();
    format!("{path}?{kept}lang={}", other.code())
}

/// A page as an answer.
pub fn page(status: StatusCode, lang: Lang, template: &impl Template) -> Response {
    let html = match template.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(error = %error, "a page could not be written");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let language = HeaderValue::from_static(lang.code());
    let headers = [
        (header::CONTENT_LANGUAGE, language),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::VARY, HeaderValue::from_static("cookie")),
    ];
    (status, headers, Html(html)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_keeps_the_page_and_forgets_the_old_language() {
        assert_eq!(switch("/", Lang::En), "/?lang=en");
        assert_eq!(switch("/?nam=2021&lang=en", Lang::Vi), "/?nam=2021&lang=vi");
    }
}
