//! Reporting: what became of every dossier, the official reports counted from it, and the public lookup.

mod consumers;
pub mod domain;
mod figures;
mod http;
pub mod render;
mod store;

use axum::extract::FromRef;
use motcua_kit::auth::Verifier;
use motcua_kit::config::Secret;
use motcua_kit::tries::Tries;
use motcua_kit::{Clocks, Db};
use motcua_messaging::{Env, Service, StartError};

pub use domain::{
    AgencyFigures, Catalogue, Fees, Form06a, InProcess, Period, PeriodFault, Ratings, Received, Resolved, Review,
};
pub use store::migrations::Migrator;
pub use store::review;

/// The service's name.
pub const NAME: &str = "reporting";
/// The producers it hears.
pub const HEARS: &[&str] = &["catalogue", "intake", "routing", "processing", "results", "ratings"];

/// What every operation and consumer needs.
#[derive(Clone)]
pub struct App {
    db: Db,
    clocks: Clocks,
    verifier: Verifier,
    lookup_key: Secret,
    figures: figures::Figures,
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
    let app = |env: &Env, _| App {
        db: env.db.clone(),
        clocks: env.clocks.clone(),
        verifier: env.verifier.clone(),
        lookup_key,
        figures: figures::Figures::default(),
        tries: Tries::default(),
    };
    Service::assemble(NAME, env, app, consumers::table(), http::api).await
}
