//! Reporting: the read side of every dossier, the official reports counted from it, and the public lookup.

mod app;
mod consumers;
mod context;
pub mod domain;
mod figures_cache;
mod http;
pub mod render;
mod store;

use motcua_kit::attempts::{AttemptLimiter, DEFAULT_MAX_FAILURES};
use motcua_messaging::{Env, Service, StartError};

use app::App;
pub use app::{NAME, SUBSCRIBES_TO};
pub use consumers::consumers;
pub use domain::{
    AgencyFigures, Catalogue, Fees, Form06a, InProcess, Period, PeriodFault, Ratings, Received, Resolved, Review,
};
pub use store::migrations::Migrator;
pub use store::review;

/// Builds the service.
///
/// # Errors
/// When the bus refuses the subscription, or the lookup key is missing.
pub async fn build(env: Env) -> Result<Service, StartError> {
    let lookup_key = env.require_lookup_key()?;
    let figures = figures_cache::FiguresCache::default();
    let app = |env: &Env, resources| {
        let attempts = AttemptLimiter::new(DEFAULT_MAX_FAILURES, env.db.clone(), env.clocks.wall.clone());
        App { resources, lookup_key, figures, attempts }
    };
    Service::assemble(NAME, env, app, consumers(), http::api).await
}
