//! HTTP of every operation: extractors that refuse with problem documents, responses, layers.

mod body;
mod command_request;
mod command_response;
mod if_match;
mod language;
mod layers;
mod schema;
mod text;

pub use body::{Json, Path, Query};
pub use command_request::{Caller, CommandRequest};
pub use command_response::CommandResponse;
pub use if_match::{IfMatch, etag};
pub use language::Language;
pub use layers::{API_VERSION, BODY_LIMIT, layers};
pub(crate) use text::normalize;

use utoipa::openapi::OpenApi;

/// A service's operations with their description.
pub struct Api {
    /// The routes.
    pub router: axum::Router,
    /// OpenAPI 3.1, from the same registrations.
    pub openapi: OpenApi,
}
