//! Connection options of both engines.

use std::time::Duration;

use sea_orm::ConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

/// Limits of a PostgreSQL session: for a statement, for waiting for a lock, for an idle transaction.
#[derive(Clone, Copy)]
pub(super) struct SessionLimits([&'static str; 3]);

impl SessionLimits {
    /// For serving: a hanging statement must not block others.
    pub(super) const SERVING: Self = Self(["15s", "5s", "15s"]);
    /// For migrating: no limits, because a migration may be long or wait for another replica that migrates.
    pub(super) const NONE: Self = Self(["0"; 3]);
}

/// Options for `sqlite://…` and `postgres://…` addresses.
pub(super) fn options(url: &str, max_connections: u32, limits: SessionLimits) -> ConnectOptions {
    let SessionLimits([statement, lock, idle]) = limits;
    let mut options = ConnectOptions::new(url);
    if url.starts_with("sqlite") {
        // A connection to a file does not age, and the count of its changed rows is that of one connection.
        options.idle_timeout(None).max_lifetime(None);
    }
    options
        .max_connections(max_connections)
        .acquire_timeout(Duration::from_secs(5))
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .test_before_acquire_if_idle_for(Duration::from_secs(1))
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                // A commit returns, and readers see it, when it is on the disk: nothing is answered or published before.
                .synchronous(SqliteSynchronous::Full)
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
