//! The cluster shape: the gateway and every service as a process, a database each on PostgreSQL, and NATS between them.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use motcua_demonstration::RunConfig;
use motcua_demonstration::seed::catalogue;
use motcua_kit::Clock;
use motcua_kit::config::Secret;
use motcua_payments::{Simulator, simulator};
use motcua_testkit::{Engine, Nats, TestDb, eventually, fresh};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::embedded::ADMIN_PASSWORD;
use crate::programs::binary;

/// Shared by intake and the simulated payment platform.
const PAYMENT_KEY: &str = "the key of the payment platform, in tests";

/// Every service behind the gateway: the folders in `services` that handle events.
fn services() -> Vec<String> {
    let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../services")).unwrap();
    let handling = folders.map(|entry| entry.unwrap().path()).filter(|folder| folder.join("src/consumers.rs").exists());
    let mut names: Vec<String> = handling.map(|folder| folder.file_name().unwrap().to_str().unwrap().into()).collect();
    names.sort();
    names
}

/// No migrations: each process migrates its own database.
struct NoMigrations;

impl MigratorTrait for NoMigrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }
}

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself, which a test notices elsewhere.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running cluster.
pub struct Running {
    pub gateway: String,
    pub private_ports: Vec<String>,
    pub databases: [String; 2],
    _processes: Vec<Process>,
    _nats: Nats,
    _databases: Vec<TestDb>,
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn command(service: &str, ports: (u16, u16), database: &str, nats: &str, gateway: u16) -> Command {
    let mut command = Command::new(binary(&format!("motcua-{service}")));
    command
        .env("MOTCUA_HTTP_LISTEN", format!("127.0.0.1:{}", ports.0))
        .env("MOTCUA_OPS_LISTEN", format!("127.0.0.1:{}", ports.1))
        .env("MOTCUA_CLOCK", "manual")
        .env("MOTCUA_LOG", "error")
        .env("MOTCUA_DATABASE_URL", database)
        .env("MOTCUA_NATS_URL", nats)
        .env("MOTCUA_JWKS_URL", format!("http://127.0.0.1:{gateway}/.well-known/jwks.json"))
        .env("MOTCUA_LOOKUP_KEY", "test-lookup-key")
        .env("MOTCUA_ADMIN_PASSWORD", ADMIN_PASSWORD)
        .env("MOTCUA_E_IDENTITY", "simulated")
        .env("MOTCUA_PASSWORD_MEMORY_KIB", "64")
        .stdout(Stdio::null());
    for limit in ["RATE_PER_PRINCIPAL", "RATE_PER_PRINCIPAL_BURST", "RATE_PER_ADDRESS", "RATE_PER_ADDRESS_BURST"] {
        command.env(format!("MOTCUA_{limit}"), "100000");
    }
    command
}

/// Starts everything and waits until every process is ready.
pub async fn start() -> Running {
    let nats = Nats::start().await;
    let gateway = free_port();
    let (pay, pay_clock) = payment_platform(gateway).await;
    let services = services();
    let ports: Vec<(u16, u16)> = services.iter().map(|_| (free_port(), free_port())).collect();
    let upstreams: Vec<String> =
        services.iter().zip(&ports).map(|(name, (http, _))| format!("{name}=http://127.0.0.1:{http}")).collect();
    let (mut processes, mut databases, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    let all =
        std::iter::once(("gateway", (gateway, free_port()))).chain(services.iter().map(String::as_str).zip(ports));
    let mut private_ports = vec![pay_clock];
    for (service, ports) in all {
        let database = fresh::<NoMigrations>(Engine::Postgres).await;
        let run = || {
            let mut command = command(service, ports, &database.url, &nats.url, gateway);
            if service == "intake" {
                command
                    .env("MOTCUA_PAYMENT_KEY", PAYMENT_KEY)
                    .env("MOTCUA_PAYMENT_PAGE_URL", format!("{pay}/pay"))
                    .env("MOTCUA_PAYMENT_RETURN_URL", format!("http://127.0.0.1:{gateway}/thanh-toan"));
            }
            if service == "gateway" {
                command.env("MOTCUA_UPSTREAMS", upstreams.join(","));
            }
            command
        };
        assert!(run().arg("migrate").status().unwrap().success(), "{service} migrate");
        processes.push(Process(run().spawn().unwrap()));
        waiting.push(format!("http://127.0.0.1:{}/healthz/ready", ports.0));
        private_ports.push(format!("http://127.0.0.1:{}", ports.1));
        databases.push((service, database));
    }
    for url in waiting {
        ready(&url).await;
    }
    let of = |name: &str| databases.iter().find(|(service, _)| *service == name).unwrap().1.url.clone();
    Running {
        gateway: format!("http://127.0.0.1:{gateway}"),
        private_ports,
        databases: [of("intake"), of("routing")],
        _processes: processes,
        _nats: nats,
        _databases: databases.into_iter().map(|(_, database)| database).collect(),
    }
}

/// The simulator, served by this test until it ends, and the private port of its clock, because it dates payments by
/// business time. Returns the addresses of both.
async fn payment_platform(gateway: u16) -> (String, String) {
    let notices = format!("http://127.0.0.1:{gateway}/v1/payments/notifications");
    let clock = Clock::manual(chrono::DateTime::UNIX_EPOCH);
    let pages = simulator(Simulator::new(Secret::new(PAYMENT_KEY), &notices, clock.clone()).unwrap());
    let telemetry = motcua_kit::telemetry::init("tests", &crate::embedded::settings());
    (serve(pages).await, serve(motcua_messaging::ops_routes(&telemetry, clock, Vec::new())).await)
}

/// Ends with the runtime of the test.
async fn serve(routes: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    motcua_kit::lifecycle::spawn(async move { axum::serve(listener, routes).await.unwrap() });
    format!("http://{address}")
}

async fn ready(url: &str) {
    eventually(url, || async {
        reqwest::get(url).await.is_ok_and(|answer| answer.status().is_success()).then_some(())
    })
    .await;
}

/// A run against the cluster, with its journal in a folder.
pub fn config(running: &Running, data: &Path) -> RunConfig {
    RunConfig {
        gateway: running.gateway.clone(),
        private_ports: running.private_ports.clone(),
        admin_password: ADMIN_PASSWORD.to_owned(),
        data: data.to_owned(),
        catalogue: catalogue(),
        stall_timeout: RunConfig::STALL_TIMEOUT,
        on_progress: None,
    }
}
