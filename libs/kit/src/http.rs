//! HTTP of every operation: extractors that refuse with problem documents, responses, layers.

mod body;
mod body_size;
mod client_address;
mod command_request;
mod command_response;
mod if_match;
mod language;
mod layers;
mod schema;
mod text;

pub use body::{Json, Path, Query, parse};
pub use body_size::BodySize;
pub use client_address::ClientAddress;
pub use command_request::{Caller, CommandRequest, SecretCommandRequest};
pub use command_response::CommandResponse;
pub use if_match::{IfMatch, etag};
pub use language::Language;
pub use layers::{API_VERSION, BODY_LIMIT, layers};
pub(crate) use text::normalize;

use utoipa::openapi::OpenApi;

use crate::access::{AccessControl, Guard, Listing, Rule, add_listing};

/// A service's operations with their description.
pub struct Api {
    /// The routes, each behind its rule.
    pub router: axum::Router,
    /// OpenAPI 3.1, from the same registrations.
    pub openapi: OpenApi,
}

impl Api {
    /// The operations of a service behind their rules, and the operation that reads its record of access. One that no
    /// rule names is refused to everybody.
    pub fn new<R: AsRef<str>>(
        service: &'static str,
        router: axum::Router,
        mut openapi: OpenApi,
        rules: &[Rule<R>],
        access: AccessControl,
    ) -> Self {
        let router = add_listing(router, &mut openapi, &Listing { service }, access.clone());
        let router = Guard::put(router, &mut openapi, rules, access);
        Self { router, openapi }
    }
}
