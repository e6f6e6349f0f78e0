//! Intake: the dossier as the citizen gave it, its legal code, its receipt and due date version 1.

mod announce;
mod commands;
mod consumers;
pub mod domain;
mod http;
mod store;

use axum::extract::FromRef;
use motcua_kit::auth::{Actor, Verifier};
use motcua_kit::config::Secret;
use motcua_kit::succession::Reader;
use motcua_kit::{Clocks, Db};
use motcua_messaging::{Env, Relay, Service, StartError};
use motcua_payments::Online;
use motcua_worktime::local_date;
use sea_orm::DbErr;

pub use store::migrations::Migrator;

/// The service's name, also as a producer.
pub const NAME: &str = "intake";
/// The producers it hears.
pub const HEARS: &[&str] = &["catalogue", "processing"];

/// What every operation and consumer needs.
#[derive(Clone)]
pub struct App {
    db: Db,
    clocks: Clocks,
    relay: Relay,
    verifier: Verifier,
    lookup_key: Secret,
    online: Option<Online>,
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

/// Builds the service; fees are paid at the counter only.
///
/// # Errors
/// When the bus refuses the subscription, or there is no lookup key.
pub async fn build(env: Env) -> Result<Service, StartError> {
    build_with(env, None).await
}

/// Builds the service, with a payment platform where there is one.
///
/// # Errors
/// When the bus refuses the subscription, or there is no lookup key.
pub async fn build_with(env: Env, online: Option<Online>) -> Result<Service, StartError> {
    let lookup_key = env.require_lookup_key()?;
    let app = |env: &Env, relay: Relay| App {
        db: env.db.clone(),
        clocks: env.clocks.clone(),
        relay,
        verifier: env.verifier.clone(),
        lookup_key,
        online,
    };
    Service::assemble(NAME, env, app, consumers::table(), http::api).await
}
