//! The write transaction: reads see what it wrote, writes wait for company, and its commit is on the disk.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement, StatementBuilder,
};
use tokio::sync::OwnedSemaphorePermit;

use super::OutboxRow;
use super::flush::Flush;

/// A write transaction. Dropping it rolls back.
///
/// On SQLite every statement is a hop to the connection's thread and back, which costs more than most statements
/// themselves. So a write whose answer nobody needs is only noted (`later`) and goes with the next statement, at the
/// latest with the commit; whatever reads through this transaction carries the noted writes before it.
pub struct Tx {
    inner: DatabaseTransaction,
    permit: Option<OwnedSemaphorePermit>,
    flush: Option<Arc<Flush>>,
    fresh: Mutex<Vec<OutboxRow>>,
    noted: Mutex<Vec<Noted>>,
}

/// A write that waits for company.
struct Noted {
    statement: Statement,
    rows: u64,
}

impl Tx {
    pub(super) fn new(
        inner: DatabaseTransaction,
        permit: Option<OwnedSemaphorePermit>,
        flush: Option<Arc<Flush>>,
    ) -> Self {
        Self { inner, permit, flush, fresh: Mutex::default(), noted: Mutex::default() }
    }

    /// The connection to run statements on: itself.
    pub fn db(&self) -> &Self {
        self
    }

    /// Writes with the next statement or the commit, whichever comes first, and changes `rows` rows. That it changes
    /// another number can only mean that somebody else wrote meanwhile, which ends the transaction with a conflict. On
    /// SQLite nobody can, and the number is asked only where no query carries the write.
    pub fn later<S: StatementBuilder>(&self, write: &S, rows: u64) {
        let statement = self.inner.get_database_backend().build(write);
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).push(Noted { statement, rows });
    }

    /// Hands over an outbox row of this transaction, to be published when it has committed.
    pub fn publish_later(&self, row: OutboxRow) {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner).push(row);
    }

    /// Commits, waits until the commit is on the disk, and gives back the outbox rows to publish.
    ///
    /// # Errors
    /// When the commit fails; whether it took effect is then unknown, and a repeat with the same key finds out.
    pub async fn commit(self) -> Result<Vec<OutboxRow>, DbErr> {
        self.write_noted().await?;
        let Self { inner, permit, flush, fresh, .. } = self;
        inner.commit().await?;
        drop(permit);
        if let Some(flush) = flush {
            flush.wait().await.map_err(|error| DbErr::Custom(format!("cannot flush the write-ahead log: {error}")))?;
        }
        Ok(fresh.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Commits work whose loss at a power cut does no harm, without waiting for the disk.
    ///
    /// # Errors
    /// When the commit fails.
    pub async fn commit_lazily(self) -> Result<(), DbErr> {
        self.write_noted().await?;
        self.inner.commit().await
    }

    /// Takes everything back.
    ///
    /// # Errors
    /// When the connection is gone; the engine then rolls back by itself.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }

    fn take_noted(&self) -> Vec<Noted> {
        std::mem::take(&mut *self.noted.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes what is noted.
    ///
    /// # Errors
    /// When a statement fails, or somebody else wrote meanwhile.
    pub async fn write_noted(&self) -> Result<(), DbErr> {
        let mut noted = self.take_noted();
        if self.goes_together() {
            let rows: u64 = noted.iter().map(|noted| noted.rows).sum();
            let Some(last) = noted.pop() else { return Ok(()) };
            return changed(rows, &self.inner.execute_raw(joined(noted, last.statement)).await?);
        }
        for Noted { statement, rows } in noted {
            changed(rows, &self.inner.execute_raw(statement).await?)?;
        }
        Ok(())
    }

    /// A query with what is to be written before it.
    async fn carrying(&self, query: Statement) -> Result<Statement, DbErr> {
        if !self.goes_together() {
            return self.write_noted().await.map(|()| query);
        }
        let noted = self.take_noted();
        Ok(if noted.is_empty() { query } else { joined(noted, query) })
    }

    /// PostgreSQL prepares one statement at a time.
    fn goes_together(&self) -> bool {
        self.inner.get_database_backend() == DbBackend::Sqlite
    }
}

fn changed(rows: u64, answer: &ExecResult) -> Result<(), DbErr> {
    if answer.rows_affected() == rows { Ok(()) } else { Err(DbErr::RecordNotUpdated) }
}

/// What is noted and then a statement, as one that the engine runs one after another.
fn joined(noted: Vec<Noted>, last: Statement) -> Statement {
    let (mut sql, mut values) = (String::new(), Vec::new());
    let mut add = |statement: Statement| {
        sql.push_str(&statement.sql);
        sql.push(';');
        values.extend(statement.values.into_iter().flat_map(|values| values.0));
    };
    noted.into_iter().for_each(|noted| add(noted.statement));
    let engine = last.db_backend;
    add(last);
    Statement::from_sql_and_values(engine, sql, values)
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        // By itself, because its number of rows is asked for.
        self.write_noted().await?;
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.write_noted().await?;
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, query: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(self.carrying(query).await?).await
    }

    async fn query_all_raw(&self, query: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(self.carrying(query).await?).await
    }
}
