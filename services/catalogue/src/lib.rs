//! The catalogue: agencies and units, procedures with their versions, working calendars.

mod announce;
mod app;
mod commands;
mod consumers;
mod context;
pub mod domain;
mod http;
mod problems;
mod store;

use motcua_messaging::{Env, Service, StartError};

pub use app::{NAME, SUBSCRIBES_TO};
pub use consumers::consumers;
pub use store::migrations::Migrator;

/// Builds the service.
///
/// # Errors
/// When the bus refuses the subscription.
pub async fn build(env: Env) -> Result<Service, StartError> {
    Service::assemble(NAME, env, |_, resources| resources, consumers(), http::api).await
}
