//! What a database error means for the caller: a lost race, an outage, or a defect.

use sea_orm::{DbErr, RuntimeErr, sqlx};

use super::deferred::not_found;

/// What a database error means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// Another transaction won; running this one again may succeed.
    Conflict,
    /// The database cannot be reached or cannot write now; the same request may succeed later.
    Unavailable,
    /// A defect of ours.
    Defect,
}

/// Classifies an error of a statement, of a transaction or of taking a connection.
pub fn failure_kind(error: &DbErr) -> FailureKind {
    match error {
        // A deferred write found its row changed by another transaction.
        DbErr::RecordNotUpdated => FailureKind::Conflict,
        DbErr::ConnectionAcquire(_) => FailureKind::Unavailable,
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => match of_driver(cause) {
            FailureKind::Defect if matches!(error, DbErr::Conn(_)) => FailureKind::Unavailable,
            kind => kind,
        },
        DbErr::Conn(_) => FailureKind::Unavailable,
        _ => FailureKind::Defect,
    }
}

/// Whether the engine aborted a transaction that may succeed when it is run again.
pub fn is_conflict(error: &DbErr) -> bool {
    failure_kind(error) == FailureKind::Conflict
}

/// What a combined statement aborts with when a write changed another number of rows than expected.
pub(super) fn rows_differ(error: DbErr) -> DbErr {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = &error else {
        return error;
    };
    match cause.as_database_error().and_then(|cause| cause.code()).as_deref() {
        Some("22012") => DbErr::RecordNotUpdated,
        Some("22P02") => DbErr::RecordNotInserted,
        Some("22007") => not_found(),
        _ => error,
    }
}

fn of_driver(error: &sqlx::Error) -> FailureKind {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => FailureKind::Unavailable,
        sqlx::Error::Database(cause) => cause.code().map_or(FailureKind::Defect, |code| of_code(&code)),
        _ => FailureKind::Defect,
    }
}

/// By SQLSTATE (PostgreSQL) or extended result code (SQLite).
pub(super) fn of_code(code: &str) -> FailureKind {
    match code {
        // PostgreSQL: serialization failure, deadlock, unique violation of a racing insert.
        "40001" | "40P01" | "23505" => FailureKind::Conflict,
        // SQLite: busy, locked, busy snapshot, the same unique violations.
        "5" | "6" | "517" | "1555" | "2067" => FailureKind::Conflict,
        // PostgreSQL: a lock was not released in time, a statement or transaction took too long, read-only after a
        // failover, shutdowns, starting up.
        "55P03" | "57014" | "25P03" | "25006" | "57P01" | "57P02" | "57P03" => FailureKind::Unavailable,
        // Its classes of connection exceptions, insufficient resources and system errors.
        code if ["08", "53", "58"].iter().any(|class| code.len() == 5 && code.starts_with(class)) => {
            FailureKind::Unavailable
        }
        // SQLite: disk full, cannot open; input and output errors with their extended codes (10 | n << 8).
        "13" | "14" => FailureKind::Unavailable,
        code if code.parse::<i32>().is_ok_and(|code| code & 0xff == 10) => FailureKind::Unavailable,
        _ => FailureKind::Defect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_outages_and_defects_are_classified() {
        for code in ["40001", "40P01", "23505", "5", "517", "2067"] {
            assert_eq!(of_code(code), FailureKind::Conflict, "{code}");
        }
        // 1034 is SQLITE_IOERR_FSYNC.
        for code in
            ["55P03", "57014", "25P03", "25006", "57P01", "57P03", "08006", "53300", "58030", "13", "10", "1034"]
        {
            assert_eq!(of_code(code), FailureKind::Unavailable, "{code}");
        }
        assert_eq!(of_code("42P01"), FailureKind::Defect);
    }

    #[test]
    fn a_broken_connection_is_an_outage_whatever_statement_it_breaks() {
        let broken = || RuntimeErr::SqlxError(sqlx::Error::Io(std::io::ErrorKind::ConnectionReset.into()).into());
        for error in [DbErr::Conn(broken()), DbErr::Exec(broken()), DbErr::Query(broken())] {
            assert_eq!(failure_kind(&error), FailureKind::Unavailable);
        }
    }
}
