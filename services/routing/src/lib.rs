//! Routing: the journey of an accepted dossier, the unit that holds each step, and the legal clock.

mod announce;
mod commands;
mod consumers;
pub mod domain;
mod http;
mod recount;
mod store;

use axum::extract::FromRef;
use motcua_kit::auth::{Actor, Verifier};
use motcua_kit::succession::Reader;
use motcua_kit::{Clocks, Db};
use motcua_messaging::{Env, Relay, Service, StartError};
use motcua_worktime::local_date;
use sea_orm::DbErr;

pub use recount::{Recounted, recount};
pub use store::migrations::Migrator;

/// The service's name, also as a producer.
pub const NAME: &str = "routing";
/// The producers it hears.
pub const HEARS: &[&str] = &["catalogue", "intake", "processing", "results"];

/// What every operation and consumer needs.
#[derive(Clone)]
pub struct App {
    db: Db,
    clocks: Clocks,
    relay: Relay,
    verifier: Verifier,
}

impl App {
    /// Who somebody is today.
    async fn reader(&self, actor: &Actor) -> Result<Reader, DbErr> {
        Reader::on(self.db.read(), actor, local_date(self.clocks.business.now())).await
    }
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}

/// Builds the service.
///
/// # Errors
/// When the bus refuses the subscription.
pub async fn build(env: Env) -> Result<Service, StartError> {
    let app = |env: &Env, relay: Relay| App {
        db: env.db.clone(),
        clocks: env.clocks.clone(),
        relay,
        verifier: env.verifier.clone(),
    };
    Service::assemble(NAME, env, app, consumers::table(), http::api).await
}
