//! The OpenAPI document of the whole API, merged from the services' own documents.

mod complete;
pub mod document;
mod merge;
pub mod operations;
