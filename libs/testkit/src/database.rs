//! A database of one's own for each test, migrated, on either engine.

mod postgres;

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::path::Path;

use futures::FutureExt;
use motcua_kit::Db;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;
use tempfile::TempDir;

use crate::deadline::Deadline;

/// Connections that a test's database may have; a few more than a service opens, so that conflicts are real.
const CONNECTIONS: u32 = 12;

/// Where a test's database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file of its own.
    Sqlite,
    /// A database of its own in a throw-away cluster, or on the server that `TEST_PG_URL` names.
    Postgres,
}

impl Engine {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// Runs the body of a test on SQLite, then on PostgreSQL.
pub async fn on_both<F: Future<Output = ()>>(body: impl Fn(Engine) -> F) {
    for engine in Engine::BOTH {
        named(engine, body(engine)).await;
    }
}

/// Runs the body of a test; a failure names what it ran on.
pub async fn named(what: impl fmt::Debug, body: impl Future<Output = ()>) {
    // The failure itself is printed where it happens.
    assert!(AssertUnwindSafe(body).catch_unwind().await.is_ok(), "the failure above happened on {what:?}");
}

/// A migrated database; gone with this value, or with the process.
pub struct TestDb {
    /// Connected.
    pub db: Db,
    /// For connecting once more.
    pub url: String,
    folder: Option<TempDir>,
    _guard: Option<postgres::Database>,
    _deadline: Deadline,
}

impl TestDb {
    /// A second connection to the same database, as another process would have it.
    pub async fn again(&self) -> Db {
        connect(&self.url).await
    }

    /// A connection to the same PostgreSQL database as a role of its own, which has what `grant` gives it and nothing else.
    pub async fn as_role(&self, role: &str, grant: &str) -> Db {
        let role = format!("{role}_{}", uuid::Uuid::now_v7().simple());
        let statements =
            format!("CREATE ROLE {role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC; {grant} TO {role}");
        self.db.read().execute_unprepared(&statements).await.unwrap_or_else(|error| panic!("{statements}: {error}"));
        let (scheme, rest) = self.url.split_once("://").expect("an address");
        let (_, place) = rest.split_once('@').expect("a user");
        connect(&format!("{scheme}://{role}@{place}")).await
    }

    /// The folder of an SQLite file.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(TempDir::path)
    }
}

/// A new database with the tables of `M`.
pub async fn fresh<M: MigratorTrait>(engine: Engine) -> TestDb {
    match engine {
        Engine::Sqlite => file::<M>().await,
        Engine::Postgres => {
            let guard = postgres::create::<M>().await;
            let url = guard.url.clone();
            TestDb { db: connect(&url).await, url, folder: None, _guard: Some(guard), _deadline: Deadline::start() }
        }
    }
}

async fn file<M: MigratorTrait>() -> TestDb {
    let folder = tempfile::Builder::new().prefix("motcua-sqlite-").tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let db = connect(&url).await;
    db.migrate::<M>().await.expect("migrations on SQLite");
    TestDb { db, url, folder: Some(folder), _guard: None, _deadline: Deadline::start() }
}

async fn connect(url: &str) -> Db {
    Db::connect(url, CONNECTIONS).await.unwrap_or_else(|error| panic!("{url}: {error}"))
}
