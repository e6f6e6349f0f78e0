//! The gateway: the only public entry point. It manages accounts, issues tokens, limits request rates, forwards each
//! request to the service that owns the operation, and serves the OpenAPI document of the whole API.

mod app;
mod cleanup;
mod context;
mod error;
mod forward;
mod gateway;
mod http;
mod identity;
mod limits;
mod store;
mod tokens;

pub use error::OpenError;
pub use forward::upstream::{ParseError, Upstream};
pub use gateway::{Gateway, GatewayBuilder, open};
pub use store::Migrator;
