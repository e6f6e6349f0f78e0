//! Intake: the dossier as the citizen submitted it, its legal code, its receipt and due date version 1.

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
use motcua_payments::OnlineCheckout;

use app::App;
pub use app::{NAME, SUBSCRIBES_TO};
pub use consumers::consumers;
pub use store::migrations::Migrator;

/// Builds the service; fees are paid at the counter only.
///
/// # Errors
/// When the bus refuses the subscription, or the lookup key is missing.
pub async fn build(env: Env) -> Result<Service, StartError> {
    build_with(env, None).await
}

/// Builds the service, with a payment platform where there is one.
///
/// # Errors
/// When the bus refuses the subscription, or the lookup key is missing.
pub async fn build_with(env: Env, online: Option<OnlineCheckout>) -> Result<Service, StartError> {
    let lookup_key = env.require_lookup_key()?;
    let app = |_: &Env, resources| App { resources, lookup_key, online };
    Service::assemble(NAME, env, app, consumers(), http::api).await
}
