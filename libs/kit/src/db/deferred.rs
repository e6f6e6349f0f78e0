//! Writes that wait for the commit of their transaction, and how many rows each has to change.

use sea_orm::{DbBackend, DbErr, Statement};

/// A write that waits for the commit or the next statement.
pub(super) struct DeferredWrite {
    /// The statement.
    pub(super) statement: Statement,
    /// How many rows it has to change.
    pub(super) rows: Rows,
}

/// How many rows a deferred write has to change, and what another number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Any number.
    Any,
    /// Exactly this many; another number means that another transaction wrote in between.
    Exactly(u64),
    /// One; none means that the row exists.
    Inserted,
    /// At least one; none means that the row does not exist yet.
    Existing,
}

impl Rows {
    /// Checks the number of rows that the engine reported.
    ///
    /// # Errors
    /// `RecordNotUpdated` for a conflict, `RecordNotInserted` for a row that exists, `RecordNotFound` for one that does
    /// not.
    pub(super) fn check(self, affected: u64) -> Result<(), DbErr> {
        match self {
            Self::Exactly(rows) if rows != affected => Err(DbErr::RecordNotUpdated),
            Self::Inserted if affected != 1 => Err(DbErr::RecordNotInserted),
            Self::Existing if affected == 0 => Err(not_found()),
            Self::Any | Self::Exactly(_) | Self::Inserted | Self::Existing => Ok(()),
        }
    }
}

/// What a commit fails with when a row that it changes does not exist.
pub(super) fn not_found() -> DbErr {
    DbErr::RecordNotFound("a deferred write changed no row".into())
}

/// The rows that all writes have to change together; none when a write may change any number.
pub(super) fn sum(writes: &[DeferredWrite]) -> Option<u64> {
    writes.iter().try_fold(0, |sum, write| match write.rows {
        Rows::Any | Rows::Existing => None,
        Rows::Exactly(rows) => Some(sum + rows),
        Rows::Inserted => Some(sum + 1),
    })
}

/// Writes and then a query, as one statement that the engine runs one after another; none without any.
pub(super) fn joined(writes: Vec<DeferredWrite>, query: Option<&Statement>) -> Option<Statement> {
    let (mut sql, mut values) = (String::new(), Vec::new());
    let statements = writes.into_iter().map(|write| write.statement).chain(query.cloned());
    for statement in statements {
        sql.push_str(&statement.sql);
        sql.push(';');
        values.extend(statement.values.into_iter().flat_map(|values| values.0));
    }
    (!sql.is_empty()).then(|| Statement::from_sql_and_values(DbBackend::Sqlite, sql, values))
}

/// Whether a statement only reads.
pub(super) fn is_read(statement: &Statement) -> bool {
    statement.sql.get(..6).is_some_and(|verb| verb.eq_ignore_ascii_case("select"))
}
