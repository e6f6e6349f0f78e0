//! The two cookies of the pages: the session, and the language that the visitor chose.

use std::time::Duration;

use axum_extra::extract::cookie::{Cookie, SameSite};
use motcua_kit::http::Language;

/// Holds the id of the session.
pub const SESSION: &str = "motcua_portal";
/// Holds the code of the language.
pub const LANGUAGE: &str = "motcua_lang";

const LANGUAGE_LIFETIME: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Makes the browser send the session id; with `https` never over plain HTTP.
pub fn session(id: String, https: bool) -> Cookie<'static> {
    Cookie::build((SESSION, id)).path("/").http_only(true).same_site(SameSite::Lax).secure(https).build()
}

/// Makes the browser forget the session.
pub fn no_session(https: bool) -> Cookie<'static> {
    let mut cookie = session(String::new(), https);
    cookie.make_removal();
    cookie
}

/// Makes the browser remember the language for a year.
pub fn language(language: Language, https: bool) -> Cookie<'static> {
    let lifetime = LANGUAGE_LIFETIME.try_into().unwrap_or_default();
    Cookie::build((LANGUAGE, language.code()))
        .path("/")
        .max_age(lifetime)
        .same_site(SameSite::Lax)
        .secure(https)
        .build()
}
