//! The gateway as a process of its own: no argument or `serve` serves, `migrate` prepares its database.

use std::io::Error;
use std::process::ExitCode;

use motcua_gateway::{Gateway, Migrator, Upstream, open};
use motcua_kit::config::{ConfigError, Settings};
use motcua_kit::db::{Db, SchemaState};
use motcua_kit::health::Health;
use motcua_kit::lifecycle::{Process, start};
use motcua_kit::telemetry::{self, Telemetry};
use motcua_messaging::{StartError, clocks, finish, ops_routes};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("motcua-gateway: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), StartError> {
    let settings = Settings::load()?;
    let telemetry = telemetry::init("gateway", &settings);
    let outcome = match std::env::args().nth(1).as_deref() {
        Some("migrate") => migrate(&settings).await,
        None | Some("serve") => serve(&settings, &telemetry).await,
        Some(other) => Err(Error::other(format!("unknown argument {other}: serve or migrate")).into()),
    };
    tokio::task::block_in_place(|| telemetry.shutdown());
    outcome
}

async fn migrate(settings: &Settings) -> Result<(), StartError> {
    Ok(database(settings).await?.migrate::<Migrator>().await?)
}

async fn database(settings: &Settings) -> Result<Db, StartError> {
    if settings.database_url.is_empty() {
        return Err(ConfigError::Missing("DATABASE_URL").into());
    }
    Ok(Db::connect(settings.database_url.reveal(), settings.database_connections).await?)
}

async fn serve(settings: &Settings, telemetry: &Telemetry) -> Result<(), StartError> {
    let upstreams = Upstream::parse_list(&settings.upstreams).map_err(Error::other)?;
    let db = database(settings).await?;
    match db.schema_state::<Migrator>().await? {
        SchemaState::Fits => {}
        SchemaState::Pending(pending) => return Err(StartError::Pending(pending)),
        SchemaState::TooNew(minimum) => return Err(StartError::TooNew(minimum)),
    }
    let clocks = clocks(settings);
    let builder = open(settings, db, clocks.clone()).await.map_err(Error::other)?;
    let Gateway { router, first_admin_password, background, db, .. } = builder.serve(upstreams);
    if let Some(password) = first_admin_password {
        println!("First administrator: quantri, password {password} (shown only now)");
    }
    let process = Process {
        http_listen: settings.http_listen.clone(),
        http: router,
        ops_listen: settings.ops_listen.clone(),
        ops: ops_routes(telemetry, clocks.business, Vec::new()),
        health: Health::new(vec![db]),
        background,
    };
    let running = start(process).await?;
    tracing::info!(service = "gateway", http = %running.http, ops = %running.ops, "serving");
    finish(running).await
}
