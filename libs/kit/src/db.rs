//! Connecting to either engine, the write transaction, and when to try one again.

mod flush;
mod outbox_row;
mod tx;

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, RuntimeErr, SqliteTransactionMode,
    StatementBuilder, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::{MigrationTrait, MigratorTrait};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Secret;
use flush::Flush;
pub use outbox_row::OutboxRow;
pub use tx::Tx;

/// A service's own database.
#[derive(Clone)]
pub struct Db {
    reader: DatabaseConnection,
    /// On SQLite a connection of its own: its page cache stays true from one transaction to the next, because
    /// nobody else writes. On PostgreSQL the same pool as the reader's.
    writer: DatabaseConnection,
    /// SQLite has one writer: waiting here is fair and costs nothing, waiting in the engine sleeps and polls.
    turn: Option<Arc<Semaphore>>,
    flush: Option<Arc<Flush>>,
    /// For migrating over connections of their own.
    url: Secret,
}

/// Readers of an SQLite file; more would only be more threads.
const SQLITE_READERS: u32 = 4;
/// Limits of a PostgreSQL session, so that nothing that hangs keeps others waiting.
const LIMITED: [&str; 3] = ["15s", "5s", "15s"];
/// A migration takes the time it takes, and waits for the replica that migrates already.
const UNLIMITED: [&str; 3] = ["0"; 3];

impl Db {
    /// Connects to `sqlite://<file>` or `postgres://…`; a missing SQLite file is created.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn connect(url: &str, max_connections: u32) -> Result<Self, DbErr> {
        let Some(rest) = url.strip_prefix("sqlite://") else {
            let pool = Database::connect(options(url, max_connections, LIMITED)).await?;
            return Ok(Self { reader: pool.clone(), writer: pool, turn: None, flush: None, url: Secret::new(url) });
        };
        let file = rest.split('?').next().unwrap_or(rest);
        Ok(Self {
            writer: Database::connect(options(url, 1, LIMITED)).await?,
            reader: Database::connect(options(url, max_connections.min(SQLITE_READERS), LIMITED)).await?,
            turn: Some(Arc::new(Semaphore::new(1))),
            flush: Some(Arc::new(Flush::start(format!("{file}-wal").into()))),
            url: Secret::new(url),
        })
    }

    /// For reading outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Which engine this is; for the few statements that differ.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// Begins a transaction that will write.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        let permit = self.turn().await;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let inner = self.writer.begin_with_options(options).await?;
        Ok(Tx::new(inner, permit, self.flush.clone()))
    }

    /// Carries out one write that is a transaction by itself, and whose loss at a power cut does no harm.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn write_lazily<S: StatementBuilder>(&self, write: &S) -> Result<(), DbErr> {
        let _turn = self.turn().await;
        self.writer.execute(write).await.map(drop)
    }

    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        match &self.turn {
            Some(turn) => turn.clone().acquire_owned().await.ok(),
            None => None,
        }
    }

    /// Applies the pending migrations of a service. Replicas that start together wait for each other.
    ///
    /// # Errors
    /// When a migration fails.
    pub async fn migrate<M: MigratorTrait>(&self) -> Result<(), DbErr> {
        const LOCK: i64 = 0x6d6f_7463_7561;
        if self.backend() != DbBackend::Postgres {
            return M::up(&self.reader, None).await;
        }
        // One connection holds the lock, the other migrates.
        let pool = Database::connect(options(self.url.reveal(), 2, UNLIMITED)).await?;
        let guard = pool.begin().await?;
        guard.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
        M::up(&pool, None).await?;
        guard.commit().await?;
        pool.close().await
    }

    /// How many migrations are still to be applied; a server refuses to start while there are any.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pending_migrations<M: MigratorTrait>(&self) -> Result<usize, DbErr> {
        Ok(M::get_pending_migrations(&self.reader).await?.len())
    }
}

/// `limits` of a PostgreSQL session: for a statement, for waiting for a lock, for a transaction that does nothing.
fn options(url: &str, max_connections: u32, limits: [&'static str; 3]) -> ConnectOptions {
    let [statement, lock, idle] = limits;
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(max_connections)
        .acquire_timeout(Duration::from_secs(5))
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        // NORMAL, because every answer waits for a shared flush of the log instead (`Tx::commit`).
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .statement_cache_capacity(512)
                .pragma("wal_autocheckpoint", "4000")
                .pragma("cache_size", "-16384")
                .pragma("temp_store", "memory")
        })
        .map_sqlx_postgres_opts(move |postgres| {
            postgres.application_name("motcua").statement_cache_capacity(512).options([
                ("statement_timeout", statement),
                ("lock_timeout", lock),
                ("idle_in_transaction_session_timeout", idle),
            ])
        });
    options
}

/// Whether the engine gave up a transaction that may succeed when it is simply run again.
pub fn is_conflict(error: &DbErr) -> bool {
    // A noted write found its row changed by somebody else.
    if matches!(error, DbErr::RecordNotUpdated) {
        return true;
    }
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error else {
        return false;
    };
    cause.as_database_error().and_then(|database| database.code()).is_some_and(|code| {
        // PostgreSQL: serialization failure, deadlock, lock timeout, unique violation of a racing insert.
        // SQLite: busy, locked, busy snapshot, the same unique violations.
        matches!(code.as_ref(), "40001" | "40P01" | "55P03" | "23505" | "5" | "6" | "517" | "1555" | "2067")
    })
}

/// Says of an error whether running the whole transaction again may help.
pub trait Retryable {
    /// True for conflicts with another transaction.
    fn is_retryable(&self) -> bool;
}

/// Runs a transaction in a task of its own, again when it lost against another one.
///
/// A task of its own, because the server drops a handler whose client went away, and a transaction
/// must never be dropped half-way through its beginning.
///
/// # Errors
/// What `work` answers last; `gone` when the task itself died.
pub async fn transact<T, E, F, Fut>(work: F, gone: impl FnOnce() -> E) -> Result<T, E>
where
    F: Fn() -> Fut + Send + 'static,
    Fut: Future<Output = Result<T, E>> + Send,
    T: Send + 'static,
    E: Retryable + Send + 'static,
{
    const ATTEMPTS: usize = 4;
    let task = crate::lifecycle::spawn(async move {
        let mut attempt = 1;
        loop {
            match work().await {
                Err(error) if error.is_retryable() && attempt < ATTEMPTS => attempt += 1,
                answer => return answer,
            }
        }
    });
    task.await.unwrap_or_else(|error| {
        tracing::error!(error = %error, "a transaction task died");
        Err(gone())
    })
}

/// `ids` filled up to the next power of two with its last element, so that statements with a list
/// come in a handful of lengths and stay in the statement cache.
pub fn padded<T: Clone>(mut ids: Vec<T>) -> Vec<T> {
    if let Some(last) = ids.last().cloned() {
        ids.resize(ids.len().next_power_of_two(), last);
    }
    ids
}

/// The tables that the kit itself needs in every service's database.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(crate::idempotency::Tables), Box::new(crate::history::Tables), Box::new(crate::idempotency::AgeIndex)]
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn lists_come_in_powers_of_two() {
        assert_eq!(padded(vec![1, 2, 3]), [1, 2, 3, 3]);
        assert_eq!(padded(vec![7]), [7]);
        assert!(padded(Vec::<u8>::new()).is_empty());
    }
}
