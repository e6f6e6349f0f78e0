//! The language of the pages: Vietnamese, unless the visitor chose English.

use axum::http::Uri;
use axum_extra::extract::CookieJar;
use motcua_kit::http::Language;

use super::cookies;

/// The language that the visitor chose: with this address, else earlier, as the cookie remembers.
pub fn chosen_language(uri: &Uri, jar: &CookieJar) -> Language {
    let remembered = || jar.get(cookies::LANGUAGE).and_then(|cookie| Language::from_code(cookie.value()));
    language_in_address(uri).or_else(remembered).unwrap_or_default()
}

/// The parameter `lang` of an address.
pub fn language_in_address(uri: &Uri) -> Option<Language> {
    let mut parameters = form_urlencoded::parse(uri.query()?.as_bytes());
    parameters.find(|(name, _)| name == "lang").and_then(|(_, code)| Language::from_code(&code))
}

#[cfg(test)]
mod tests {
    use axum_extra::extract::cookie::Cookie;

    use super::*;

    fn chosen(address: &'static str, cookies: &CookieJar) -> Language {
        chosen_language(&Uri::from_static(address), cookies)
    }

    #[test]
    fn the_address_overrides_the_cookie_and_vietnamese_is_the_default() {
        assert_eq!(chosen("/", &CookieJar::new()), Language::Vi);
        let english = CookieJar::new().add(Cookie::new("a", "b")).add(Cookie::new("motcua_lang", "en"));
        assert_eq!(chosen("/", &english), Language::En);
        assert_eq!(chosen("/?nam=2022&lang=vi", &english), Language::Vi);
        assert_eq!(chosen("/?lang=xx", &english), Language::En);
    }

    #[test]
    fn the_parameters_of_an_address_are_decoded() {
        assert_eq!(chosen("/?la%6Eg=e%6E", &CookieJar::new()), Language::En);
    }
}
