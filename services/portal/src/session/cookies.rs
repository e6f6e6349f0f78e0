//! The two cookies of the pages: the session, and the language that the visitor chose.

use std::time::Duration;

use axum_extra::extract::cookie::{Cookie, SameSite};
use motcua_kit::http::Language;

const SESSION: &str = "motcua_portal";
/// With this prefix browsers take the cookie only over HTTPS, from this host, for all its paths.
const SESSION_OVER_HTTPS: &str = "__Host-motcua_portal";
/// Holds the code of the language.
pub const LANGUAGE: &str = "motcua_lang";

const LANGUAGE_LIFETIME: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The name of the cookie that holds the id of the session.
pub fn session_name(https: bool) -> &'static str {
    if https { SESSION_OVER_HTTPS } else { SESSION }
}

/// Makes the browser send the session id; with `https` never over plain HTTP.
pub fn session(id: String, https: bool) -> Cookie<'static> {
    Cookie::build((session_name(https), id)).path("/").http_only(true).same_site(SameSite::Lax).secure(https).build()
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
