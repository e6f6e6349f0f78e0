//! HTTP the way every operation does it: extractors that refuse with problem documents, answers, layers.

mod body;
mod command;
mod if_match;
mod layers;
mod reply;
mod schema;
mod text;

pub use body::{Json, Path, Query};
pub use command::Command;
pub use if_match::{IfMatch, etag};
pub use layers::{API_VERSION, BODY_LIMIT, layers};
pub use reply::Reply;

use utoipa::openapi::OpenApi;

/// A service's operations with their description.
pub struct Api {
    /// The routes.
    pub router: axum::Router,
    /// OpenAPI 3.1, from the same registrations.
    pub openapi: OpenApi,
}
