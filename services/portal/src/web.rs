//! What all pages share: layout, error pages, assets and the security of responses.

pub mod assets;
pub mod content_policy;
pub mod error_page;
pub mod layout;
pub mod origin;
pub mod security_headers;
