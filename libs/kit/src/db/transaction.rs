//! An open transaction of either engine, and the count of the rows that its writes change.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement};
use tokio::sync::OwnedSemaphorePermit;

use super::Db;
use super::change_counter::ChangeCounter;
use super::deferred::{DeferredWrite, Rows, joined, sum};

/// An open transaction. It ends before its permit is released.
pub(super) struct Transaction {
    pub(super) inner: DatabaseTransaction,
    /// Rows that its writes were to change so far; none when a write may change any number.
    expected: Option<u64>,
    /// The engine's counter of changed rows when it began, once that is known; only SQLite has one.
    counted: Option<u64>,
    counter: ChangeCounter,
    _permit: Option<OwnedSemaphorePermit>,
}

pub(super) fn ended() -> DbErr {
    DbErr::Custom("the transaction has ended".into())
}

impl Transaction {
    pub(super) async fn begin(db: &Db) -> Result<Self, DbErr> {
        let permit = db.write_permit().await?;
        let inner = db.begin_on_engine().await?;
        let counter = db.change_counter();
        Ok(Self { inner, expected: Some(0), counted: counter.take(), counter, _permit: permit })
    }

    /// PostgreSQL prepares one statement at a time. On SQLite every statement is a hop to the connection's thread and
    /// back, which costs more than most statements themselves: there deferred writes whose number of rows is known go
    /// together.
    fn can_join(&self, writes: &[DeferredWrite]) -> bool {
        self.inner.get_database_backend() == DbBackend::Sqlite && sum(writes).is_some()
    }

    /// Executes deferred writes, each with its number of rows checked.
    pub(super) async fn execute_all(&mut self, writes: Vec<DeferredWrite>) -> Result<(), DbErr> {
        if !self.can_join(&writes) {
            return self.execute_each(writes).await;
        }
        let expected = sum(&writes);
        let Some(joined) = joined(writes, None) else { return Ok(()) };
        let affected = self.inner.execute_raw(joined).await?.rows_affected();
        self.expect(Some(affected));
        expected.map_or(Ok(()), |rows| Rows::Exactly(rows).check(affected))
    }

    async fn execute_each(&mut self, writes: Vec<DeferredWrite>) -> Result<(), DbErr> {
        for DeferredWrite { statement, rows } in writes {
            let affected = self.inner.execute_raw(statement).await?.rows_affected();
            rows.check(affected)?;
            self.expect(Some(affected));
        }
        Ok(())
    }

    /// Prepends deferred writes to a query. The rows they change are counted at the commit.
    pub(super) async fn prepend_deferred(
        &mut self,
        writes: Vec<DeferredWrite>,
        query: Statement,
    ) -> Result<Statement, DbErr> {
        if writes.is_empty() {
            return Ok(query);
        }
        if !self.can_join(&writes) {
            return self.execute_each(writes).await.map(|()| query);
        }
        self.count_from_here().await?;
        self.expect(sum(&writes));
        Ok(joined(writes, Some(&query)).unwrap_or(query))
    }

    pub(super) fn expect(&mut self, rows: Option<u64>) {
        self.expected = self.expected.zip(rows).map(|(sum, rows)| sum + rows);
    }

    /// Reads the engine's counter once; what was executed before is checked already.
    async fn count_from_here(&mut self) -> Result<(), DbErr> {
        if self.counted.is_none() {
            self.counted = Some(self.changed_rows(Vec::new()).await?);
            self.expected = Some(0);
        }
        Ok(())
    }

    /// The engine's counter of changed rows, behind the writes.
    async fn changed_rows(&self, writes: Vec<DeferredWrite>) -> Result<u64, DbErr> {
        let count = Statement::from_string(DbBackend::Sqlite, "SELECT total_changes() AS changes");
        let query = joined(writes, Some(&count)).unwrap_or(count);
        let row = self.inner.query_one_raw(query).await?.ok_or_else(ended)?;
        row.try_get::<i64>("", "changes").map(i64::unsigned_abs)
    }

    /// Executes the writes, checks the number of all rows that changed, and commits.
    pub(super) async fn commit(mut self, writes: Vec<DeferredWrite>) -> Result<(), DbErr> {
        let mut counted = None;
        match self.counted {
            None => self.execute_all(writes).await?,
            Some(before) => {
                let joined = if self.can_join(&writes) {
                    writes
                } else {
                    self.execute_each(writes).await.map(|()| Vec::new())?
                };
                self.expect(sum(&joined));
                let now = self.changed_rows(joined).await?;
                let changed = now.checked_sub(before).ok_or(DbErr::RecordNotUpdated)?;
                self.expected.map_or(Ok(()), |expected| Rows::Exactly(expected).check(changed))?;
                counted = Some(now);
            }
        }
        self.inner.commit().await?;
        self.counter.set(counted);
        Ok(())
    }
}
