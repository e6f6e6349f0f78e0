//! Forwarding by operation: method and path select the service, as the services' own OpenAPI documents describe.

pub mod forwarder;
pub mod handler;
pub mod headers;
mod openapi;
pub mod polling;
mod remote;
mod route_table;
pub mod upstream;
