//! The write transaction: what it reads, the writes it defers to its commit, and the commit.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement, StatementBuilder};

use super::Db;
use super::combined::combined;
use super::deferred::{DeferredWrite, Rows, is_read};
use super::failure::rows_differ;
use super::transaction::{Transaction, ended};

/// A write transaction; clones are handles of the same one. Dropping the last handle rolls back.
///
/// A *unit of work* ([`Db::unit_of_work`]) reads committed rows and defers its writes; its commit writes all of them in
/// one transaction and fails with a conflict when one of them changes another number of rows than expected. It must
/// therefore write the version of the aggregate it decided about. A *transaction* ([`Db::begin`]) holds its locks from
/// the beginning. A unit of work becomes a transaction when a statement must write at once, or reads what it wrote.
#[derive(Clone)]
pub struct Tx {
    shared: Arc<Shared>,
}

struct Shared {
    db: Db,
    deferred: Mutex<Vec<DeferredWrite>>,
    session: tokio::sync::Mutex<Session>,
    wrote_events: AtomicBool,
    /// Tells the group writer of SQLite that another unit may follow.
    _deciding: Option<Arc<()>>,
}

/// Where its statements go.
enum Session {
    /// Reads go to the readers, writes wait for the commit.
    Detached,
    /// A transaction is open.
    Open(Transaction),
    /// It committed or rolled back.
    Ended,
}

impl Db {
    /// Begins a unit of work: it reads committed rows without a transaction, collects its writes and commits them as
    /// one; a statement that must write at once makes it a transaction from there on.
    pub fn unit_of_work(&self) -> Tx {
        Tx::detached(self.clone())
    }

    /// Begins a transaction that locks what it reads for writing: on SQLite the database, on PostgreSQL the rows it asks
    /// for.
    ///
    /// # Errors
    /// When no connection is available.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        Tx::open(self.clone()).await
    }
}

impl Tx {
    pub(super) fn detached(db: Db) -> Self {
        Self::with(db, Session::Detached)
    }

    pub(super) async fn open(db: Db) -> Result<Self, DbErr> {
        let transaction = Transaction::begin(&db).await?;
        Ok(Self::with(db, Session::Open(transaction)))
    }

    fn with(db: Db, session: Session) -> Self {
        let _deciding = db.sqlite.as_ref().map(|sqlite| sqlite.group_writer.deciding());
        let (deferred, wrote_events) = (Mutex::default(), AtomicBool::new(false));
        let session = tokio::sync::Mutex::new(session);
        Self { shared: Arc::new(Shared { db, deferred, session, wrote_events, _deciding }) }
    }

    /// The connection to run statements on: itself.
    pub fn db(&self) -> &Self {
        self
    }

    /// Whether it holds locks: a unit of work does not, and relies on the version that it writes.
    pub async fn holds_locks(&self) -> bool {
        matches!(*self.shared.session.lock().await, Session::Open(_))
    }

    /// Defers a write that changes `rows` rows; another number means that another transaction wrote in between, which
    /// ends this one with a conflict.
    pub fn defer<S: StatementBuilder>(&self, write: &S, rows: u64) {
        self.push(write, Rows::Exactly(rows));
    }

    /// Defers an insert that does nothing when its row exists; the transaction then ends with `RecordNotInserted`.
    pub fn defer_insert<S: StatementBuilder>(&self, write: &S) {
        self.push(write, Rows::Inserted);
    }

    /// Defers a write that needs a row which another event creates: without it the commit fails with `RecordNotFound`.
    pub fn defer_existing<S: StatementBuilder>(&self, write: &S) {
        self.push(write, Rows::Existing);
    }

    /// Defers a write that may change any number of rows.
    pub fn defer_any<S: StatementBuilder>(&self, write: &S) {
        self.push(write, Rows::Any);
    }

    fn push<S: StatementBuilder>(&self, write: &S, rows: Rows) {
        let statement = self.get_database_backend().build(write);
        self.deferred().push(DeferredWrite { statement, rows });
    }

    /// How many writes are deferred.
    pub fn deferred_count(&self) -> usize {
        self.deferred().len()
    }

    /// Wakes the relay after the commit: events were written.
    pub fn wake_relay(&self) {
        self.shared.wrote_events.store(true, Ordering::Relaxed);
    }

    /// Commits; what it wrote is on the disk when this returns.
    ///
    /// # Errors
    /// A conflict, `RecordNotInserted`, `RecordNotFound`, or a failed commit: whether that took effect is unknown, and a retry with the
    /// same idempotency key finds out.
    pub async fn commit(self) -> Result<(), DbErr> {
        let mut session = self.shared.session.lock().await;
        match std::mem::replace(&mut *session, Session::Ended) {
            Session::Detached => self.commit_deferred().await?,
            Session::Open(transaction) => {
                let committed = transaction.commit(self.take_deferred()).await;
                committed.inspect_err(|error| self.shared.db.end_if_failed(error))?;
            }
            Session::Ended => return Err(ended()),
        }
        if self.shared.wrote_events.load(Ordering::Relaxed) {
            self.shared.db.committed.record();
        }
        Ok(())
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// When the connection is gone; the engine then rolls back by itself.
    pub async fn rollback(self) -> Result<(), DbErr> {
        let mut session = self.shared.session.lock().await;
        self.deferred().clear();
        match std::mem::replace(&mut *session, Session::Ended) {
            Session::Open(transaction) => transaction.inner.rollback().await,
            Session::Detached | Session::Ended => Ok(()),
        }
    }

    fn deferred(&self) -> std::sync::MutexGuard<'_, Vec<DeferredWrite>> {
        self.shared.deferred.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_deferred(&self) -> Vec<DeferredWrite> {
        std::mem::take(&mut *self.deferred())
    }

    /// Commits the writes of a unit of work that never needed a transaction.
    async fn commit_deferred(&self) -> Result<(), DbErr> {
        let writes = self.take_deferred();
        if writes.is_empty() {
            return Ok(());
        }
        if let Some(sqlite) = &self.shared.db.sqlite {
            return sqlite.group_writer.submit(writes, true).await;
        }
        match combined(&writes) {
            // A statement is a transaction by itself.
            Some(statement) => self.shared.db.writer.query_one_raw(statement).await.map(drop).map_err(rows_differ),
            None => Transaction::begin(&self.shared.db).await?.commit(writes).await,
        }
    }

    /// Whether a statement can go to the readers: it only reads, and nothing was written before it.
    async fn is_detached_read(&self, statement: &Statement) -> bool {
        is_read(statement)
            && self.deferred().is_empty()
            && matches!(*self.shared.session.lock().await, Session::Detached)
    }
}

impl Session {
    /// The open transaction, begun now if it was not.
    async fn opened(&mut self, db: &Db) -> Result<&mut Transaction, DbErr> {
        if matches!(self, Self::Detached) {
            *self = Self::Open(Transaction::begin(db).await?);
        }
        match self {
            Self::Open(transaction) => Ok(transaction),
            Self::Detached | Self::Ended => Err(ended()),
        }
    }
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.shared.db.backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let mut session = self.shared.session.lock().await;
        let transaction = session.opened(&self.shared.db).await?;
        transaction.execute_all(self.take_deferred()).await?;
        let result = transaction.inner.execute_raw(statement).await?;
        transaction.expect(Some(result.rows_affected()));
        Ok(result)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut session = self.shared.session.lock().await;
        let transaction = session.opened(&self.shared.db).await?;
        transaction.execute_all(self.take_deferred()).await?;
        transaction.expect(None);
        transaction.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, query: Statement) -> Result<Option<QueryResult>, DbErr> {
        if self.is_detached_read(&query).await {
            return self.shared.db.read_again(|reader| reader.query_one_raw(query.clone())).await;
        }
        let writes_too = !is_read(&query);
        let mut session = self.shared.session.lock().await;
        let transaction = session.opened(&self.shared.db).await?;
        let query = transaction.prepend_deferred(self.take_deferred(), query).await?;
        let row = transaction.inner.query_one_raw(query).await?;
        transaction.expect(Some(u64::from(writes_too && row.is_some())));
        Ok(row)
    }

    async fn query_all_raw(&self, query: Statement) -> Result<Vec<QueryResult>, DbErr> {
        if self.is_detached_read(&query).await {
            return self.shared.db.read_again(|reader| reader.query_all_raw(query.clone())).await;
        }
        let writes_too = !is_read(&query);
        let mut session = self.shared.session.lock().await;
        let transaction = session.opened(&self.shared.db).await?;
        let query = transaction.prepend_deferred(self.take_deferred(), query).await?;
        let rows = transaction.inner.query_all_raw(query).await?;
        // An INSERT or UPDATE with RETURNING gives back one row for each that it changed.
        let changed = if writes_too { u64::try_from(rows.len()).unwrap_or(u64::MAX) } else { 0 };
        transaction.expect(Some(changed));
        Ok(rows)
    }
}
