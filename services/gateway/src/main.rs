//! The gateway as a process of its own: no argument or `serve` serves, `migrate` prepares its database.

use std::io::Error;
use std::process::ExitCode;

use motcua_gateway::{Gateway, Migrator, Upstream, open};
use motcua_kit::config::Settings;
use motcua_kit::health::Health;
use motcua_kit::lifecycle::{Process, start};
use motcua_kit::process::run_process;
use motcua_kit::server::ConnectionLimits;
use motcua_kit::telemetry::Telemetry;
use motcua_messaging::{StartError, clocks, connect_database, finish, open_database, ops_routes};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    run_process("gateway", run).await
}

async fn run(settings: &Settings, telemetry: &Telemetry) -> Result<(), StartError> {
    match std::env::args().nth(1).as_deref() {
        None | Some("serve") => serve(settings, telemetry).await,
        Some("migrate") => Ok(connect_database(settings).await?.migrate::<Migrator>().await?),
        Some(other) => Err(Error::other(format!("unknown argument {other}: serve or migrate")).into()),
    }
}

async fn serve(settings: &Settings, telemetry: &Telemetry) -> Result<(), StartError> {
    let upstreams = Upstream::parse_list(&settings.upstreams).map_err(Error::other)?;
    let db = open_database::<Migrator>(settings).await?;
    let clocks = clocks(settings);
    let builder = open(settings, db, clocks.clone()).await.map_err(Error::other)?;
    let Gateway { router, first_admin_password, background, db, .. } = builder.serve(upstreams);
    if let Some(password) = first_admin_password {
        println!("First administrator: quantri, password {password} (shown only now)");
    }
    let process = Process {
        http_listen: settings.http_listen.clone(),
        http: router,
        connections: ConnectionLimits::of(settings),
        ops_listen: settings.ops_listen.clone(),
        ops: ops_routes(telemetry, clocks.business, Vec::new()),
        health: Health::new(vec![db]),
        background,
    };
    let running = start(process).await?;
    tracing::info!(service = "gateway", http = %running.http, ops = %running.ops, "serving");
    finish(running).await
}
