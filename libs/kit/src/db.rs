//! A service's own database on either engine: connecting, reading, and beginning write transactions.

mod change_counter;
mod combined;
mod connect;
mod deferred;
mod event_commits;
mod failure;
mod migrate;
mod sqlite_values;
mod sqlite_writer;
mod transaction;
mod tx;

use std::path::PathBuf;
use std::sync::Arc;

use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode, StatementBuilder,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Secret;
use change_counter::ChangeCounter;
use connect::{SessionLimits, options};
use deferred::{DeferredWrite, Rows};
pub use event_commits::EventCommits;
pub use failure::{FailureKind, failure_kind, is_conflict};
pub use migrate::SchemaState;
use sqlite_writer::SqliteWriter;
pub use tx::Tx;

/// A service's own database.
#[derive(Clone)]
pub struct Db {
    reader: DatabaseConnection,
    /// On SQLite a connection of its own: its page cache stays valid from one transaction to the next. On PostgreSQL
    /// the same pool as the reader's.
    writer: DatabaseConnection,
    sqlite: Option<Sqlite>,
    committed: Arc<EventCommits>,
    /// For migrating over connections of its own.
    url: Secret,
}

/// What only SQLite needs, which has one writer at a time.
#[derive(Clone)]
struct Sqlite {
    /// Waiting here is fair and costs nothing; waiting in the engine sleeps and polls.
    write_permit: Arc<Semaphore>,
    group_writer: Arc<SqliteWriter>,
    changes: ChangeCounter,
}

/// Readers of an SQLite file; more would only be more threads.
const SQLITE_READERS: u32 = 4;

impl Db {
    /// Connects to `sqlite://<file>` or `postgres://…`; a missing SQLite file is created.
    ///
    /// # Errors
    /// For an address of another kind, and when the database cannot be reached or opened.
    pub async fn connect(url: &str, max_connections: u32) -> Result<Self, DbErr> {
        let (committed, secret) = (Arc::<EventCommits>::default(), Secret::new(url));
        let Some(file) = sqlite_file(url)? else {
            let pool = Database::connect(options(url, max_connections, SessionLimits::SERVING)).await?;
            return Ok(Self { reader: pool.clone(), writer: pool, sqlite: None, committed, url: secret });
        };
        let writer = Database::connect(options(url, 1, SessionLimits::SERVING)).await?;
        let readers = max_connections.min(SQLITE_READERS);
        let reader = Database::connect(options(url, readers, SessionLimits::SERVING)).await?;
        let write_permit = Arc::new(Semaphore::new(1));
        let group_writer = Arc::new(SqliteWriter::start(&file, write_permit.clone())?);
        Ok(Self {
            reader,
            writer,
            sqlite: Some(Sqlite { write_permit, group_writer, changes: ChangeCounter::default() }),
            committed,
            url: secret,
        })
    }

    pub(super) fn url(&self) -> &str {
        self.url.reveal()
    }

    /// For reading outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Which engine this is; for the few statements that differ.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// The commits that wrote events.
    pub fn event_commits(&self) -> Arc<EventCommits> {
        self.committed.clone()
    }

    /// Leaves a database file without a write-ahead log behind, at the end of a process.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn checkpoint(&self) -> Result<(), DbErr> {
        match &self.sqlite {
            Some(sqlite) => sqlite.group_writer.checkpoint().await,
            None => Ok(()),
        }
    }

    /// Completes when the database can no longer be written durably: the process has to end then.
    pub async fn failed(&self) {
        match &self.sqlite {
            Some(sqlite) => sqlite.group_writer.failed().await,
            None => std::future::pending().await,
        }
    }

    /// Executes one write that is a transaction by itself, and whose loss at a power cut does no harm.
    ///
    /// # Errors
    /// A conflict with another transaction, or an outage of the database.
    pub async fn write_lazily<S: StatementBuilder>(&self, write: &S) -> Result<(), DbErr> {
        match &self.sqlite {
            Some(sqlite) => {
                let statement = self.backend().build(write);
                let write = DeferredWrite { statement, rows: Rows::Any };
                sqlite.group_writer.submit(vec![write], false).await
            }
            None => self.writer.execute(write).await.map(drop),
        }
    }

    async fn write_permit(&self) -> Result<Option<OwnedSemaphorePermit>, DbErr> {
        let Some(sqlite) = &self.sqlite else { return Ok(None) };
        sqlite.group_writer.check()?;
        Ok(sqlite.write_permit.clone().acquire_owned().await.ok())
    }

    fn change_counter(&self) -> ChangeCounter {
        self.sqlite.as_ref().map(|sqlite| sqlite.changes.clone()).unwrap_or_default()
    }

    /// Ends all writing when this error of a commit means that it could not be flushed.
    fn end_if_failed(&self, error: &DbErr) {
        if let Some(sqlite) = &self.sqlite {
            sqlite.group_writer.end_if_failed(error);
        }
    }

    async fn begin_on_engine(&self) -> Result<sea_orm::DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        again(|| self.writer.begin_with_options(options)).await
    }

    /// A read outside a transaction, again on another connection when its own was broken.
    async fn read_again<'a, T, Fut>(&'a self, read: impl Fn(&'a DatabaseConnection) -> Fut) -> Result<T, DbErr>
    where
        Fut: Future<Output = Result<T, DbErr>>,
    {
        again(|| read(&self.reader)).await
    }
}

/// The file of an SQLite address, decoded as the pools decode it; none for PostgreSQL.
fn sqlite_file(url: &str) -> Result<Option<PathBuf>, DbErr> {
    if url.starts_with("sqlite://") {
        let options = url.parse::<SqliteConnectOptions>().map_err(|error| DbErr::Custom(error.to_string()))?;
        return Ok(Some(options.get_filename().to_owned()));
    }
    let is_postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
    let refused = || DbErr::Custom("the address is neither sqlite://FILE nor postgres://…".to_owned());
    is_postgres.then_some(None).ok_or_else(refused)
}

/// Runs what has no effect until it succeeds again when the pooled connection was broken: after a restart of the
/// database every idle connection is. A database that gave no connection within the time limit is not asked again.
async fn again<T, Fut>(work: impl Fn() -> Fut) -> Result<T, DbErr>
where
    Fut: Future<Output = Result<T, DbErr>>,
{
    const CONNECTIONS: usize = 4;
    let mut tried = 1;
    loop {
        match work().await {
            Err(DbErr::ConnectionAcquire(error)) => return Err(DbErr::ConnectionAcquire(error)),
            Err(error) if tried < CONNECTIONS && failure_kind(&error) == FailureKind::Unavailable => tried += 1,
            done => return done,
        }
    }
}

/// `ids` filled up to the next power of two with its last element, so that statements with a list
/// come in a handful of lengths and stay in the statement cache.
pub fn pad_to_power_of_two<T: Clone>(mut ids: Vec<T>) -> Vec<T> {
    if let Some(last) = ids.last().cloned() {
        ids.resize(ids.len().next_power_of_two(), last);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::pad_to_power_of_two;

    #[test]
    fn lists_are_padded_to_powers_of_two() {
        assert_eq!(pad_to_power_of_two(vec![1, 2, 3]), [1, 2, 3, 3]);
        assert_eq!(pad_to_power_of_two(vec![7]), [7]);
        assert!(pad_to_power_of_two(Vec::<u8>::new()).is_empty());
    }
}
