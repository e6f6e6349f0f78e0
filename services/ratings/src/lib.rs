//! Ratings: one rating right per returned dossier, the answers, and what they add up to.

mod announce;
mod commands;
mod consumers;
pub mod domain;
mod http;
mod store;

use axum::extract::FromRef;
use motcua_kit::auth::Verifier;
use motcua_kit::config::Secret;
use motcua_kit::tries::Tries;
use motcua_kit::{Clocks, Db};
use motcua_messaging::{Env, Relay, Service, StartError};

pub use store::migrations::Migrator;

/// The service's name, also as a producer.
pub const NAME: &str = "ratings";
/// The producers it hears.
pub const HEARS: &[&str] = &["intake", "results"];

/// What every operation and consumer needs.
#[derive(Clone)]
pub struct App {
    db: Db,
    clocks: Clocks,
    relay: Relay,
    verifier: Verifier,
    lookup_key: Secret,
    tries: Tries,
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}

/// Builds the service.
///
/// # Errors
/// When the bus refuses the subscription, or there is no lookup key.
pub async fn build(env: Env) -> Result<Service, StartError> {
    let lookup_key = env.require_lookup_key()?;
    let app = |env: &Env, relay: Relay| App {
        db: env.db.clone(),
        clocks: env.clocks.clone(),
        relay,
        verifier: env.verifier.clone(),
        lookup_key,
        tries: Tries::default(),
    };
    Service::assemble(NAME, env, app, consumers::table(), http::api).await
}
