//! Routing: the journey of an accepted dossier, the unit that holds each step, and the legal clock.

mod announce;
mod commands;
mod consumers;
mod context;
pub mod domain;
mod http;
mod problems;
mod recount;
mod store;

use motcua_messaging::{Env, Service, StartError};

pub use consumers::{NAME, SUBSCRIBES_TO, consumers};
pub use context::App;
pub use recount::{Recounted, recount};
pub use store::migrations::Migrator;

/// Builds the service.
///
/// # Errors
/// When the bus refuses the subscription.
pub async fn build(env: Env) -> Result<Service, StartError> {
    Service::assemble(NAME, env, |_, resources| resources, consumers(), http::api).await
}
