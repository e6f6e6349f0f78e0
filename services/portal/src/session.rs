//! The visitor of a request: sign-in session, cookies and language.

pub mod cookies;
pub mod language;
pub mod store;
pub mod visitor;
