//! The language of a response, negotiated from `Accept-Language` (RFC 9110, section 12.5.4).

use axum::http::{HeaderMap, header};
use motcua_contracts::Text;
use negotiator::preferred_languages;

/// A language in which texts for people exist.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// Chooses the language that the request prefers; Vietnamese when it names neither or states no preference.
    pub fn negotiate(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
        let preferences = lines.collect::<Vec<_>>().join(",");
        let preferred = preferred_languages(Some(&preferences), Some(&Self::ALL.map(Self::code)));
        preferred.first().and_then(|code| Self::from_code(code)).unwrap_or_default()
    }

    /// The language with this code (ISO 639-1).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its code (ISO 639-1), as `lang`, `Accept-Language` and `Content-Language` carry it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Chooses between the two versions of a text. Both stand together in the source, so that neither can be missing.
    pub const fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// A text in this language.
    pub fn text(self, text: &Text) -> &str {
        self.pick(&text.vi, &text.en)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn negotiated(lines: &[&'static str]) -> Language {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::ACCEPT_LANGUAGE, HeaderValue::from_static(line));
        }
        Language::negotiate(&headers)
    }

    #[test]
    fn the_language_with_the_higher_quality_wins() {
        for english in
            ["vi;q=0.1, en", "vi;q=0.8,en-GB;q=0.9", "en", "EN-us", "fr, en;q=0.5", "*, vi;q=0.1", "vi;q=0, *"]
        {
            assert_eq!(negotiated(&[english]), Language::En, "{english}");
        }
        for vietnamese in ["en;q=0.1, vi", "vi-VN,vi;q=0.9,en-US;q=0.8", "en;q=0", "vi, en", "VI"] {
            assert_eq!(negotiated(&[vietnamese]), Language::Vi, "{vietnamese}");
        }
    }

    #[test]
    fn vietnamese_is_the_default() {
        assert_eq!(negotiated(&[]), Language::Vi);
        for header in ["", "*", "fr", "enigma", "en;q=NaN", ";;,=", "en;q=0, vi;q=0"] {
            assert_eq!(negotiated(&[header]), Language::Vi, "{header}");
        }
    }

    #[test]
    fn several_headers_are_one_list() {
        assert_eq!(negotiated(&["vi;q=0.3", "en;q=0.7"]), Language::En);
    }

    #[test]
    fn a_text_is_read_in_the_chosen_language() {
        let text = Text::fixed("Đang giải quyết", "In progress");
        assert_eq!((Language::Vi.text(&text), Language::En.text(&text)), ("Đang giải quyết", "In progress"));
        assert_eq!(Language::from_code("en"), Some(Language::En));
        assert_eq!(Language::from_code("fr"), None);
    }
}
