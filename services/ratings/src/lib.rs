//! Ratings: one rating right per returned dossier, its answer, and the statistics.

mod announce;
mod app;
mod commands;
mod consumers;
mod context;
pub mod domain;
mod http;
mod problems;
mod store;

use motcua_kit::attempts::{AttemptLimiter, DEFAULT_MAX_FAILURES};
use motcua_messaging::{Env, Service, StartError};

use app::App;
pub use app::{NAME, SUBSCRIBES_TO};
pub use consumers::consumers;
pub use store::migrations::Migrator;

/// Builds the service.
///
/// # Errors
/// When the bus refuses the subscription, or the lookup key is missing.
pub async fn build(env: Env) -> Result<Service, StartError> {
    let lookup_key = env.require_lookup_key()?;
    let app = |env: &Env, resources| {
        let attempts = AttemptLimiter::new(DEFAULT_MAX_FAILURES, env.db.clone(), env.clocks.wall.clone());
        App { resources, lookup_key, attempts }
    };
    Service::assemble(NAME, env, app, consumers(), http::api).await
}
