//! PostgreSQL for tests: one throw-away cluster a process, one migrated template a service, a copy for each test.

use std::any::type_name;
use std::collections::HashMap;
use std::fs::read_to_string;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use motcua_kit::Db;
use sea_orm::{ConnectionTrait, Database as Driver};
use sea_orm_migration::MigratorTrait;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::place::{NOBODY, folder, is_root, of_postgres, variable};
use crate::server::Server;

/// Names a server that is there already, as `postgres://user@host:port`; its user must be allowed to create databases.
const GIVEN: &str = "TEST_PG_URL";
/// Nothing here has to survive anything.
const SETTINGS: [&str; 9] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "shared_buffers=64MB",
    "max_connections=200",
    "jit=off",
];
const READY_IN: Duration = Duration::from_secs(60);
/// Another process may take the free port before the server does.
const TRIES: usize = 5;

static CLUSTER: LazyLock<Cluster> = LazyLock::new(Cluster::start);
static TEMPLATES: LazyLock<Mutex<HashMap<&'static str, String>>> = LazyLock::new(Mutex::default);

/// A database of a test's own.
pub struct Database {
    pub url: String,
    /// On a server that outlives the process: what to drop at the end.
    leftover: Option<(String, String)>,
}

/// A new database with the tables of `M`.
pub async fn create<M: MigratorTrait>() -> Database {
    let name = format!("t_{}", Uuid::now_v7().simple());
    if let Some(server) = variable(GIVEN) {
        // No template: it would be left behind on a server that outlives the tests.
        run(&server, "postgres", &format!("CREATE DATABASE {name}")).await;
        migrate::<M>(&url(&server, &name)).await;
        return Database { url: url(&server, &name), leftover: Some((server, name)) };
    }
    let server = &CLUSTER.url;
    let mut templates = TEMPLATES.lock().await;
    let template = match templates.get(type_name::<M>()) {
        Some(template) => template.clone(),
        None => {
            let template = format!("template_{}", templates.len());
            run(server, "postgres", &format!("CREATE DATABASE {template}")).await;
            migrate::<M>(&url(server, &template)).await;
            templates.insert(type_name::<M>(), template.clone());
            template
        }
    };
    run(server, "postgres", &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    Database { url: url(server, &name), leftover: None }
}

async fn migrate<M: MigratorTrait>(url: &str) {
    let db = Db::connect(url, 4).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    db.migrate::<M>().await.expect("migrations on PostgreSQL");
    // A template can be copied only while it has no connection.
    db.read().clone().close().await.expect("a closed connection");
}

async fn run(server: &str, database: &str, statement: &str) {
    let connection = Driver::connect(url(server, database)).await;
    let connection = connection.unwrap_or_else(|error| panic!("PostgreSQL at {server}: {error}"));
    connection.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    connection.close().await.expect("a closed connection");
}

fn url(server: &str, database: &str) -> String {
    format!("{}/{database}", server.trim_end_matches('/'))
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.leftover.take() else { return };
        // A thread with a runtime of its own: a drop cannot wait on the one it runs in.
        let work = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let statement = format!("DROP DATABASE {name} WITH (FORCE)");
            runtime.expect("a runtime").block_on(run(&server, "postgres", &statement));
        });
        drop(work.join());
    }
}

struct Cluster {
    url: String,
    _server: Server,
}

impl Cluster {
    fn start() -> Self {
        let mut why = String::new();
        for _ in 0..TRIES {
            match Self::try_start() {
                Ok(cluster) => return cluster,
                Err(log) => why = log,
            }
        }
        panic!("PostgreSQL did not start: {why}");
    }

    fn try_start() -> Result<Self, String> {
        let account = is_root().then_some(NOBODY);
        let folder = folder("postgres", account);
        let data = folder.join("data");
        init(&data, account);
        let port = free_port();
        let mut postgres = Command::new(tool("postgres"));
        postgres.arg("-D").arg(&data).arg("-k").arg(&folder).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        let server = Server::start(&folder, "QUIT", account, &postgres);
        ready(&data, &folder.join("log"))?;
        Ok(Self { url: format!("postgres://motcua@127.0.0.1:{port}"), _server: server })
    }
}

fn init(data: &Path, account: Option<u32>) {
    let mut initdb = Command::new(tool("initdb"));
    initdb.arg("-D").arg(data).current_dir(data.parent().unwrap_or(data)).args([
        "-U",
        "motcua",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
        "--no-instructions",
    ]);
    if let Some(account) = account {
        initdb.uid(account).gid(account);
    }
    let done = initdb.output().expect("initdb");
    assert!(done.status.success(), "initdb: {}", String::from_utf8_lossy(&done.stderr));
}

/// The eighth line of `postmaster.pid` shows when the server accepts connections.
fn ready(data: &Path, log: &Path) -> Result<(), String> {
    let end = Instant::now() + READY_IN;
    loop {
        let state = read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        if state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
            return Ok(());
        }
        let log = read_to_string(log).unwrap_or_default();
        if log.contains("FATAL:") || Instant::now() > end {
            return Err(log);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    free.expect("a free port").port()
}

fn tool(name: &str) -> PathBuf {
    of_postgres(name).unwrap_or_else(|| panic!("{name} of PostgreSQL is missing: run `make tools`, or set {GIVEN}"))
}
