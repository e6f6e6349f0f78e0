//! The embedded shape: all services in this process, one SQLite file each, an in-process bus.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use motcua_gateway::Upstream;
use motcua_kit::auth::Verifier;
use motcua_kit::config::{Secret, Settings};
use motcua_kit::db::Db;
use motcua_kit::health::Health;
use motcua_kit::lifecycle::{Background, Process, Running, bind, start_on};
use motcua_kit::telemetry::Telemetry;
use motcua_kit::{Clock, Clocks};
use motcua_messaging::{Bus, Env, MemoryBus, Service, StartError, ops_routes};
use motcua_payments::Online;
use motcua_portal::{DemoProgress, DemoSignIns, Portal};
use sea_orm_migration::MigratorTrait;

use crate::cli::Failure;
use crate::{folder, payments};

/// What the platform is started with.
pub struct Options {
    /// Where the databases are.
    pub data: PathBuf,
    /// Port of the public door; 0 takes any free one.
    pub port: u16,
    /// Business time to start at, when it is set by hand.
    pub manual: Option<DateTime<Utc>>,
    /// What the pages show of a demonstration.
    pub demo: Option<(DemoSignIns, DemoProgress)>,
    /// A service whose consumer is left out: the driver's alarm is tested with it.
    pub deaf: Option<String>,
}

/// The running platform.
pub struct Platform {
    /// Where the public door is.
    pub http: SocketAddr,
    /// Where the private port is.
    pub ops: SocketAddr,
    /// The first administrator's password, when it was made up just now.
    pub first_admin_password: Option<String>,
    /// Business time.
    pub business: Clock,
    running: Running,
}

impl Platform {
    /// Runs until a signal.
    ///
    /// # Errors
    /// When a background task died.
    pub async fn until_signal(self) -> Result<(), Failure> {
        Ok(motcua_messaging::finish(self.running).await?)
    }

    /// Stops in order.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}

/// Address of a service's database in a data folder.
pub fn database_url(data: &Path, service: &str) -> String {
    format!("sqlite://{}", data.join(format!("{service}.sqlite")).display())
}

struct Shared<'a> {
    data: &'a Path,
    bus: Arc<dyn Bus>,
    clocks: Clocks,
    verifier: Verifier,
    lookup_key: Secret,
    /// How fees are paid online, if they are.
    online: Option<Online>,
}

/// Starts everything; migrates first.
///
/// # Errors
/// When a database, a port or a setting is no good.
pub async fn start(options: Options, settings: &Settings, telemetry: &Telemetry) -> Result<Platform, Failure> {
    folder::create(&options.data)?;
    let clocks = options.manual.map_or_else(Clocks::system, Clocks::manual);
    let gateway_db = Db::connect(&database_url(&options.data, "gateway"), 8).await?;
    gateway_db.migrate::<motcua_gateway::Migrator>().await?;
    let identity = motcua_gateway::open(settings, gateway_db.clone(), clocks.clone()).await?;
    // The pages and the payment platform must know where the public door is before it opens.
    let http_listen = format!("127.0.0.1:{}", options.port);
    let listener = bind(&http_listen).await?;
    let address = listener.local_addr()?;
    let payments = payments::open(&options.data, settings, &format!("http://{address}"), &clocks.business)?;
    let shared = Shared {
        data: &options.data,
        bus: Arc::new(MemoryBus::default()),
        clocks: clocks.clone(),
        verifier: Verifier::new(identity.keys.clone(), &settings.issuer, clocks.wall.clone()),
        lookup_key: Secret::new(kept_secret(&options.data.join("lookup-key"))?),
        online: payments.online,
    };
    let services = services(&shared).await?;
    let mut databases = vec![gateway_db];
    let (mut upstreams, mut quiet, mut listening, mut relays) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for service in services {
        databases.push(service.db);
        quiet.push(service.quiet);
        upstreams.push(Upstream::Local {
            name: service.name.to_owned(),
            router: service.api.router,
            openapi: service.api.openapi,
        });
        if options.deaf.as_deref() != Some(service.name) {
            listening.extend(service.consumers);
        }
        relays.extend(service.relays);
    }
    let (sign_ins, progress) =
        options.demo.map_or_else(|| (DemoSignIns::default(), None), |(one, two)| (one, Some(two)));
    let portal = Portal::new(format!("http://{address}"), sign_ins, progress)
        .with_clock(clocks.business.clone())
        .with_payment_page(&payments.page);
    let pages = motcua_portal::routes(portal).merge(payments.pages);
    let gateway = identity.with_pages(pages).serve(upstreams);
    let background: Vec<Background> = listening.into_iter().chain(relays).chain(gateway.background).collect();
    let process = Process {
        http_listen,
        http: gateway.router,
        ops_listen: "127.0.0.1:0".to_owned(),
        ops: ops_routes(telemetry, clocks.business.clone(), quiet),
        health: Health::new(databases),
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

async fn services(shared: &Shared<'_>) -> Result<Vec<Service>, StartError> {
    use motcua_catalogue as catalogue;
    use motcua_intake as intake;
    use motcua_processing as processing;
    use motcua_ratings as ratings;
    use motcua_reporting as reporting;
    use motcua_results as results;
    use motcua_routing as routing;
    Ok(vec![
        open::<catalogue::Migrator, _, _>(shared, catalogue::NAME, catalogue::build).await?,
        open::<intake::Migrator, _, _>(shared, intake::NAME, |env| intake::build_with(env, shared.online.clone()))
            .await?,
        open::<routing::Migrator, _, _>(shared, routing::NAME, routing::build).await?,
        open::<processing::Migrator, _, _>(shared, processing::NAME, processing::build).await?,
        open::<results::Migrator, _, _>(shared, results::NAME, results::build).await?,
        open::<ratings::Migrator, _, _>(shared, ratings::NAME, ratings::build).await?,
        open::<reporting::Migrator, _, _>(shared, reporting::NAME, reporting::build).await?,
    ])
}

async fn open<M, F, Fut>(shared: &Shared<'_>, name: &str, build: F) -> Result<Service, StartError>
where
    M: MigratorTrait,
    F: FnOnce(Env) -> Fut,
    Fut: Future<Output = Result<Service, StartError>>,
{
    let db = Db::connect(&database_url(shared.data, name), 8).await?;
    db.migrate::<M>().await?;
    build(Env {
        db,
        bus: shared.bus.clone(),
        clocks: shared.clocks.clone(),
        verifier: shared.verifier.clone(),
        lookup_key: shared.lookup_key.clone(),
    })
    .await
}

/// A random secret kept in a file of the data folder that only its owner may read.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn kept_secret(file: &Path) -> Result<String, Failure> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    if let Ok(secret) = std::fs::read_to_string(file)
        && !secret.trim().is_empty()
    {
        return Ok(secret.trim().to_owned());
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    let secret: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut open = options.open(file).map_err(|cause| format!("cannot write {}: {cause}", file.display()))?;
    open.write_all(secret.as_bytes())?;
    open.sync_all()?;
    Ok(secret)
}
