//! Routing: the journey of an accepted dossier, the unit that holds each step, and the legal clock.

mod announce;
mod app;
mod commands;
mod consumers;
mod context;
pub mod domain;
mod http;
mod problems;
mod recount;
mod store;

use motcua_messaging::{Env, Service, StartError};

pub use app::{NAME, SUBSCRIBES_TO};
pub use consumers::consumers;
pub use recount::{Recounted, recount};
pub use store::migrations::Migrator;

/// Builds the service.
///
/// # Errors
/// When the bus refuses the subscription.
pub async fn build(env: Env) -> Result<Service, StartError> {
    Service::assemble(NAME, env, |_, resources| resources, consumers(), http::api).await
}
