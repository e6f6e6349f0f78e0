//! The embedded shape: all services in this process, one SQLite file each, and an in-process bus.

mod services;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use motcua_gateway::{GatewayBuilder, Upstream};
use motcua_kit::auth::Verifier;
use motcua_kit::config::{Secret, Settings};
use motcua_kit::db::Db;
use motcua_kit::health::Health;
use motcua_kit::lifecycle::{Background, Process, Running, bind, start_on};
use motcua_kit::server::ConnectionLimits;
use motcua_kit::telemetry::Telemetry;
use motcua_kit::{Clock, Clocks};
use motcua_messaging::{IdleProbe, MemoryBus, Service, ops_routes};
use motcua_portal::{DemoProgress, DemoSignIns, Portal};

use crate::failure::Failure;
use crate::folder::{self, database_url, load_or_create_secret};
use crate::payments::{self, Payments};
use services::{CONNECTIONS, SharedEnv, open_all};

/// What the platform is started with.
pub struct Options {
    /// Folder of the databases.
    pub data: PathBuf,
    /// Port of the public address; 0 selects a free one.
    pub port: u16,
    /// Business time at the start of a manual clock; `None` for the clock of the machine.
    pub manual_clock: Option<DateTime<Utc>>,
    /// Sign-ins and progress that the pages of a demonstration show.
    pub demo: Option<(DemoSignIns, DemoProgress)>,
    /// Name of a service whose consumers do not run; for tests of the stall timeout.
    pub disabled_consumer: Option<String>,
}

impl Options {
    /// Everyday use in a folder, on a free port.
    pub fn in_folder(data: &Path) -> Self {
        Self { data: data.to_owned(), port: 0, manual_clock: None, demo: None, disabled_consumer: None }
    }
}

/// The running platform.
pub struct Platform {
    /// The public address.
    pub http: SocketAddr,
    /// Address of the private port.
    pub ops: SocketAddr,
    /// The first administrator's password, when it was generated at this start.
    pub first_admin_password: Option<String>,
    /// Business time.
    pub business: Clock,
    running: Running,
}

impl Platform {
    /// Runs until a signal.
    ///
    /// # Errors
    /// When a background task failed.
    pub async fn until_signal(self) -> Result<(), Failure> {
        Ok(motcua_messaging::finish(self.running).await?)
    }

    /// Stops in order.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}

/// What the process takes from its services.
#[derive(Default)]
struct Parts {
    databases: Vec<Db>,
    upstreams: Vec<Upstream>,
    idle: Vec<IdleProbe>,
    consumers: Vec<Background>,
    relays: Vec<Background>,
}

impl Parts {
    fn add(&mut self, service: Service, disabled_consumer: Option<&str>) {
        self.databases.push(service.db);
        self.idle.push(service.idle);
        self.upstreams.push(Upstream::Local {
            name: service.name.to_owned(),
            router: service.api.router,
            openapi: service.api.openapi,
        });
        if disabled_consumer != Some(service.name) {
            self.consumers.extend(service.consumers);
        }
        self.relays.extend(service.relays);
    }
}

/// Migrates all databases and starts everything.
///
/// # Errors
/// When a database, a port or a setting cannot be used.
pub async fn start(options: Options, settings: &Settings, telemetry: &Telemetry) -> Result<Platform, Failure> {
    folder::create(&options.data)?;
    let clocks = options.manual_clock.map_or_else(Clocks::system, Clocks::manual);
    let gateway_db = Db::connect(&database_url(&options.data, "gateway"), CONNECTIONS).await?;
    gateway_db.migrate::<motcua_gateway::Migrator>().await?;
    let gateway = motcua_gateway::open(settings, gateway_db.clone(), clocks.clone()).await?;
    // Bound before the routes are built, because the pages and the payment platform need the public address.
    let http_listen = format!("127.0.0.1:{}", options.port);
    let listener = bind(&http_listen).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let payments = payments::open(&options.data, settings, &address, &clocks.business)?;
    let mut parts = Parts { databases: vec![gateway_db], ..Parts::default() };
    for service in open_services(&options.data, settings, &gateway, &clocks, &payments).await? {
        parts.add(service, options.disabled_consumer.as_deref());
    }
    let pages = pages(&address, settings, options.demo, &clocks, payments);
    let gateway = gateway.with_pages(pages).serve(parts.upstreams);
    // Consumers subscribe before relays publish.
    let background = parts.consumers.into_iter().chain(parts.relays).chain(gateway.background).collect();
    let process = Process {
        http_listen,
        http: gateway.router,
        connections: ConnectionLimits::of(settings),
        ops_listen: "127.0.0.1:0".to_owned(),
        ops: ops_routes(telemetry, clocks.business.clone(), parts.idle),
        health: Health::new(parts.databases),
        background,
    };
    let running = start_on(listener, process).await?;
    Ok(Platform {
        http: running.http,
        ops: running.ops,
        first_admin_password: gateway.first_admin_password,
        business: clocks.business,
        running,
    })
}

async fn open_services(
    data: &Path,
    settings: &Settings,
    gateway: &GatewayBuilder,
    clocks: &Clocks,
    payments: &Payments,
) -> Result<Vec<Service>, Failure> {
    let shared = SharedEnv {
        data,
        bus: Arc::new(MemoryBus::default()),
        clocks: clocks.clone(),
        verifier: Verifier::new(gateway.keys.clone(), &settings.issuer, clocks.wall.clone()),
        lookup_key: Secret::new(load_or_create_secret(&data.join("lookup-key"))?),
        online: payments.online.clone(),
    };
    Ok(open_all(&shared).await?)
}

/// The pages of the portal, and those of the simulated payment platform.
fn pages(
    address: &str,
    settings: &Settings,
    demo: Option<(DemoSignIns, DemoProgress)>,
    clocks: &Clocks,
    payments: Payments,
) -> axum::Router {
    let (sign_ins, progress) = demo.unzip();
    let portal = Portal::new(address.to_owned(), sign_ins.unwrap_or_default(), progress)
        .with_clock(clocks.business.clone())
        .with_trusted_proxies(&settings.trusted_proxies)
        .with_payment_page(&payments.page);
    motcua_portal::routes(portal).merge(payments.pages)
}
