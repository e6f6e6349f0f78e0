//! The portal: the web pages. It holds no data; it asks the public API with the visitor's own token.
//!
//! | Module | Owns |
//! |---|---|
//! | `api` | the client of the public API |
//! | `cache` | public data that all visitors share |
//! | `session` | the visitor of a request: session, cookies, language |
//! | `web` | layout, error pages, assets, security headers |
//! | `wording` | what the API returns, as people read it |
//! | `dashboard` | the figures of the home page |
//! | `forms` | the legal forms, filled from the API |
//! | `pages` | the pages by their addresses |
//! | `demo` | what a demonstration adds: sign-ins, progress |

mod api;
mod cache;
mod dashboard;
mod demo;
mod forms;
mod pages;
mod portal;
mod session;
mod web;
mod wording;

use axum::Router;

pub use demo::progress::{DemoProgress, DemoState};
pub use demo::sign_ins::{Availability, DemoKind, DemoSignIn, DemoSignIns};
pub use portal::Portal;

/// The routes of the pages, with their own layers and without a fallback.
pub fn routes(portal: Portal) -> Router {
    web::security_headers::secure(pages::routes().with_state(portal.clone()), portal)
}
