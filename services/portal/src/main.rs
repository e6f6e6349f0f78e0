//! The portal as a process of its own.

use std::io::Error;
use std::path::Path;
use std::process::ExitCode;

use motcua_kit::config::Settings;
use motcua_kit::health::Health;
use motcua_kit::lifecycle::{Process, start};
use motcua_kit::process::run_process;
use motcua_kit::server::ConnectionLimits;
use motcua_kit::telemetry::Telemetry;
use motcua_messaging::{StartError, clocks, finish, ops_routes};
use motcua_portal::{DemoSignIns, Portal, routes};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    run_process("portal", run).await
}

async fn run(settings: &Settings, telemetry: &Telemetry) -> Result<(), StartError> {
    match std::env::args().nth(1).as_deref() {
        None | Some("serve") => serve(settings, telemetry).await,
        Some(other) => Err(Error::other(format!("unknown argument {other}: serve")).into()),
    }
}

async fn serve(settings: &Settings, telemetry: &Telemetry) -> Result<(), StartError> {
    let sign_ins = match settings.demo_sign_ins_file.as_str() {
        "" => DemoSignIns::default(),
        file => DemoSignIns::read(Path::new(file))?,
    };
    let business = clocks(settings).business;
    let portal = Portal::new(settings.gateway_url.clone(), sign_ins, None)
        .with_clock(business.clone())
        .with_trusted_proxies(&settings.trusted_proxies)
        .with_payment_page(&settings.payment_page_url);
    // Gateway and pages share one public address; an issuer without https is an address inside the cluster.
    let portal = match settings.issuer.starts_with("https://") {
        true => portal.with_address(&settings.issuer),
        false => portal,
    };
    let process = Process {
        http_listen: settings.http_listen.clone(),
        http: motcua_kit::http::layers(routes(portal)),
        connections: ConnectionLimits::of(settings),
        ops_listen: settings.ops_listen.clone(),
        ops: ops_routes(telemetry, business, Vec::new()),
        health: Health::default(),
        background: Vec::new(),
    };
    let running = start(process).await?;
    tracing::info!(service = "portal", http = %running.http, ops = %running.ops, "serving");
    finish(running).await
}
