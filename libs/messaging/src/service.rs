//! A service as one value, what it is built from, and the `main` that all services share.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use motcua_kit::Clock;
use motcua_kit::auth::{KeySet, Verifier, follow};
use motcua_kit::clock::Clocks;
use motcua_kit::config::{ClockSource, ConfigError, Secret, Settings};
use motcua_kit::db::{Db, SchemaState};
use motcua_kit::health::Health;
use motcua_kit::http::Api;
use motcua_kit::idempotency;
use motcua_kit::lifecycle::{Background, Process, Running, start};
use motcua_kit::process::run_process;
use motcua_kit::server::ConnectionLimits;
use motcua_kit::telemetry::Telemetry;
use sea_orm_migration::MigratorTrait;
use utoipa::openapi::OpenApi;

use crate::bus::Bus;
use crate::bus::nats::{NatsBus, Provision};
use crate::consumer::ConsumerLoop;
use crate::handlers::Consumers;
use crate::idle::IdleProbe;
use crate::relay::{RelayLoop, republish_all};
use crate::resources::Resources;
use crate::start_error::StartError;

/// The environment of a service, the same in every shape.
#[derive(Clone)]
pub struct Env {
    /// Its own database.
    pub db: Db,
    /// The bus.
    pub bus: Arc<dyn Bus>,
    /// Wall and business clock.
    pub clocks: Clocks,
    /// Verifies access tokens.
    pub verifier: Verifier,
    /// Key of the public lookup, shared by intake, ratings and reporting.
    pub lookup_key: Secret,
}

impl Env {
    /// The key of the public lookup.
    ///
    /// # Errors
    /// When there is none: a MAC under an empty key would prove nothing.
    pub fn require_lookup_key(&self) -> Result<Secret, StartError> {
        if self.lookup_key.is_empty() {
            return Err(ConfigError::Missing("LOOKUP_KEY").into());
        }
        Ok(self.lookup_key.clone())
    }
}

/// A service: its operations, its consumers, and its background tasks.
pub struct Service {
    /// Its name, also as a producer.
    pub name: &'static str,
    /// Its operations.
    pub api: Api,
    /// Its consumer loop; consumers subscribe before relays publish.
    pub consumers: Vec<Background>,
    /// Its relay and its cleanup tasks.
    pub relays: Vec<Background>,
    /// Whether it has events in flight.
    pub idle: IdleProbe,
    /// Its database, for the readiness probe.
    pub db: Db,
}

impl Service {
    /// Puts a service together: state, consumers, relay, operations.
    ///
    /// # Errors
    /// When the bus refuses the subscription.
    pub async fn assemble<A: Clone + Send + Sync + 'static>(
        name: &'static str,
        env: Env,
        app: impl FnOnce(&Env, Resources) -> A,
        consumers: Consumers<A>,
        api: impl FnOnce(A) -> Api,
    ) -> Result<Self, StartError> {
        let Env { db, bus, clocks, verifier, .. } = env.clone();
        let wall = clocks.wall.clone();
        let app = app(&env, Resources { db: db.clone(), clocks, verifier });
        bus.register(name, db.clone());
        let relay = RelayLoop::new(db.clone(), bus.clone(), wall.clone());
        let (mut loops, mut inbox) = (Vec::new(), None);
        if !consumers.subscription().1.is_empty() {
            let consumer = ConsumerLoop::open(bus.clone(), consumers, app.clone(), db.clone(), wall.clone()).await?;
            inbox = Some(consumer.progress());
            loops.push(Background::new(format!("{name} consumer"), move |stop| consumer.run(stop)));
        }
        let idle = IdleProbe::new(name, bus, db.event_commits(), relay.progress(), inbox);
        let (cleaned, failing) = (db.clone(), db.clone());
        let relays = vec![
            Background::new(format!("{name} relay"), move |stop| relay.run(stop)),
            Background::new(format!("{name} response cleanup"), move |stop| {
                idempotency::cleanup_task(cleaned, wall, stop)
            }),
            // Its end ends the process: what cannot be flushed must not be answered.
            Background::new(format!("{name} database"), move |stop| async move {
                tokio::select! {
                    () = failing.failed() => {}
                    () = stop.cancelled() => {
                        if let Err(error) = failing.checkpoint().await {
                            tracing::warn!(error = %error, "write-ahead log not emptied");
                        }
                    }
                }
            }),
        ];
        Ok(Self { name, api: api(app), consumers: loops, relays, idle, db })
    }
}

/// The description of a service for the shared `main`.
pub struct Definition<F> {
    /// Its name.
    pub name: &'static str,
    /// The producers it subscribes to.
    pub subscribes_to: &'static [&'static str],
    /// Builds it.
    pub build: F,
}

/// The clocks that the settings select. A manual business clock starts at 1970-01-01 and waits to be set.
pub fn clocks(settings: &Settings) -> Clocks {
    match settings.clock {
        ClockSource::System => Clocks::system(),
        ClockSource::Manual => Clocks::manual(chrono::DateTime::UNIX_EPOCH),
    }
}

/// The `main` of a service: `migrate` prepares database and broker, `republish` has every event of its outbox published
/// again, `serve` or no argument serves.
pub async fn run_main<M, F, Fut>(definition: Definition<F>) -> ExitCode
where
    M: MigratorTrait,
    F: FnOnce(Env) -> Fut,
    Fut: Future<Output = Result<Service, StartError>>,
{
    let name = definition.name;
    let run = async |settings: &Settings, telemetry: &Telemetry| match std::env::args().nth(1).as_deref() {
        None | Some("serve") => serve::<M, F, Fut>(settings, telemetry, definition).await,
        Some("migrate") => migrate::<M>(settings, definition.name, definition.subscribes_to).await,
        Some("republish") => republish(settings).await,
        Some(other) => Err(io::Error::other(format!("unknown argument {other}: serve, migrate or republish")).into()),
    };
    run_process(name, run).await
}

async fn migrate<M: MigratorTrait>(settings: &Settings, name: &str, producers: &[&str]) -> Result<(), StartError> {
    // Both before either is changed: a missing setting or an unreachable broker must not leave half a migration.
    let (db, bus) = (connect_database(settings).await?, connect(settings, name).await?);
    db.migrate::<M>().await?;
    let what = Provision { consumer: name, producers, replicas: settings.nats_replicas };
    Ok(bus.provision(what).await?)
}

async fn republish(settings: &Settings) -> Result<(), StartError> {
    let events = republish_all(&connect_database(settings).await?).await?;
    tracing::info!(events, "events will be published again by the running replicas");
    Ok(())
}

/// Connects to the database of the settings.
///
/// # Errors
/// When no database is set, or it cannot be reached or opened.
pub async fn connect_database(settings: &Settings) -> Result<Db, StartError> {
    if settings.database_url.is_empty() {
        return Err(ConfigError::Missing("DATABASE_URL").into());
    }
    Ok(Db::connect(settings.database_url.reveal(), settings.database_connections).await?)
}

/// Connects to the database of the settings for serving.
///
/// # Errors
/// As [`connect_database`]; also when migrations are pending, or the schema is too new for this release.
pub async fn open_database<M: MigratorTrait>(settings: &Settings) -> Result<Db, StartError> {
    let db = connect_database(settings).await?;
    match db.schema_state::<M>().await? {
        SchemaState::Fits => Ok(db),
        SchemaState::Pending(pending) => Err(StartError::Pending(pending)),
        SchemaState::TooNew(minimum) => Err(StartError::TooNew(minimum)),
    }
}

async fn connect(settings: &Settings, name: &str) -> Result<NatsBus, StartError> {
    if settings.nats_url.is_empty() {
        return Err(ConfigError::Missing("NATS_URL").into());
    }
    let credentials = Some(settings.nats_credentials_file.as_str()).filter(|file| !file.is_empty());
    Ok(NatsBus::connect(name, settings.nats_url.reveal(), credentials).await?)
}

async fn serve<M, F, Fut>(
    settings: &Settings,
    telemetry: &Telemetry,
    definition: Definition<F>,
) -> Result<(), StartError>
where
    M: MigratorTrait,
    F: FnOnce(Env) -> Fut,
    Fut: Future<Output = Result<Service, StartError>>,
{
    let db = open_database::<M>(settings).await?;
    if settings.jwks_url.is_empty() {
        return Err(ConfigError::Missing("JWKS_URL").into());
    }
    let (clocks, keys) = (clocks(settings), KeySet::default());
    let env = Env {
        db,
        bus: Arc::new(connect(settings, definition.name).await?),
        verifier: Verifier::new(keys.clone(), &settings.issuer, clocks.wall.clone()),
        clocks: clocks.clone(),
        lookup_key: settings.lookup_key.clone(),
    };
    let service = (definition.build)(env).await?;
    let url = settings.jwks_url.clone();
    let follow_keys = Background::new("verification keys", move |stop| follow(keys, url, stop));
    let running = start(process(settings, telemetry, clocks.business, service, vec![follow_keys])).await?;
    tracing::info!(service = definition.name, http = %running.http, ops = %running.ops, "serving");
    finish(running).await
}

fn process(
    settings: &Settings,
    telemetry: &Telemetry,
    business: Clock,
    service: Service,
    more: Vec<Background>,
) -> Process {
    let Service { api, consumers, relays, idle, db, .. } = service;
    Process {
        http_listen: settings.http_listen.clone(),
        http: motcua_kit::http::layers(with_description(api)),
        connections: ConnectionLimits::internal(settings.connections),
        ops_listen: settings.ops_listen.clone(),
        ops: crate::ops::routes(telemetry, business, vec![idle]),
        health: Health::new(vec![db]),
        background: consumers.into_iter().chain(relays).chain(more).collect(),
    }
}

/// The operations of a service with their description at `/openapi.json`, where the gateway reads it.
fn with_description(api: Api) -> Router {
    let description: OpenApi = api.openapi;
    api.router.route("/openapi.json", axum::routing::get(move || async move { axum::Json(description) }))
}

/// Runs until a signal; an error when a background task ended unexpectedly.
///
/// # Errors
/// When a background task ended unexpectedly.
pub async fn finish(running: Running) -> Result<(), StartError> {
    match running.until_signal().await? {
        true => Ok(()),
        false => Err(io::Error::other("a background task ended by itself").into()),
    }
}
