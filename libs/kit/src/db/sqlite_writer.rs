//! Commits units of work on SQLite: one thread takes all that wait, writes them in one transaction with a savepoint
//! each, and answers when the group is on the disk.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rusqlite::{Connection, params_from_iter};
use sea_orm::sea_query::Values;
use sea_orm::{DbErr, RuntimeErr};
use tokio::sync::{Semaphore, oneshot, watch};

use super::deferred::DeferredWrite;
use super::failure::{FailureKind, of_code};
use super::sqlite_values::stored;

/// The most units of work in one transaction.
const GROUP: usize = 128;
/// How long a group waits for the units that are still being decided: one flush for many costs less than one for each.
const GATHERING: Duration = Duration::from_micros(500);
const STATEMENTS: usize = 256;

/// The thread that commits units of work; it ends when the last handle is dropped.
pub(super) struct SqliteWriter {
    units: Sender<Request>,
    failed: watch::Sender<bool>,
    /// Cloned by each unit of work that is being decided.
    deciding: Arc<()>,
}

/// What the thread does.
enum Request {
    /// Commits a unit of work with others.
    Write(Unit),
    /// Moves the write-ahead log into the database file and empties it.
    Checkpoint(oneshot::Sender<Result<(), DbErr>>),
}

/// The writes of one unit of work, waiting for their commit.
struct Unit {
    writes: Vec<DeferredWrite>,
    /// Whether its loss at a power cut would do harm.
    durable: bool,
    done: oneshot::Sender<Result<(), DbErr>>,
}

impl SqliteWriter {
    /// Opens the file and starts the thread. `write_permit` is held while a group is written.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub(super) fn start(file: &Path, write_permit: Arc<Semaphore>) -> Result<Self, DbErr> {
        let connection = open(file).map_err(|error| engine(&error))?;
        let (units, waiting) = channel();
        let failed = watch::Sender::new(false);
        let (report, deciding) = (failed.clone(), Arc::new(()));
        let groups = Groups { connection, waiting, deciding: deciding.clone(), durable: Cell::new(true) };
        std::thread::spawn(move || write_groups(&groups, &write_permit, &report));
        Ok(Self { units, failed, deciding })
    }

    /// Held while a unit of work is decided.
    pub(super) fn deciding(&self) -> Arc<()> {
        self.deciding.clone()
    }

    /// Moves the write-ahead log into the database file and empties it.
    ///
    /// # Errors
    /// When the thread has ended, or the file cannot be written.
    pub(super) async fn checkpoint(&self) -> Result<(), DbErr> {
        let (done, outcome) = oneshot::channel();
        self.units.send(Request::Checkpoint(done)).map_err(|_| ended())?;
        outcome.await.map_err(|_| ended())?
    }

    /// Commits the writes of a unit of work.
    ///
    /// # Errors
    /// What its own writes failed with, or what the group's commit failed with.
    pub(super) async fn submit(&self, writes: Vec<DeferredWrite>, durable: bool) -> Result<(), DbErr> {
        let (done, outcome) = oneshot::channel();
        self.check()?;
        self.units.send(Request::Write(Unit { writes, durable, done })).map_err(|_| ended())?;
        outcome.await.map_err(|_| ended())?
    }

    /// Completes when a commit could not be flushed. Linux reports a failed flush once and may have dropped the pages, so
    /// that no later commit can be trusted.
    pub(super) async fn failed(&self) {
        // The sender is held here, so that the wait cannot fail.
        drop(self.failed.subscribe().wait_for(|failed| *failed).await);
    }

    /// Ends all writing when a commit failed to be flushed.
    pub(super) fn end_if_failed(&self, error: &DbErr) {
        if is_failed_flush(error) {
            report_failure(&self.failed);
        }
    }

    /// Refuses once a commit could not be flushed.
    ///
    /// # Errors
    /// After a failed flush.
    pub(super) fn check(&self) -> Result<(), DbErr> {
        if *self.failed.borrow() { Err(ended()) } else { Ok(()) }
    }
}

fn ended() -> DbErr {
    DbErr::Conn(RuntimeErr::Internal("the writer of the database has ended".into()))
}

fn open(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -32768; PRAGMA temp_store = memory;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// The units that wait, and the connection that writes them.
struct Groups {
    connection: Connection,
    waiting: Receiver<Request>,
    deciding: Arc<()>,
    /// Whether commits are flushed.
    durable: Cell<bool>,
}

impl Groups {
    /// Waits for units and takes all that have arrived; none when the last handle was dropped.
    fn next(&self) -> Option<Vec<Unit>> {
        let mut group = Vec::new();
        while group.is_empty() {
            self.take(self.waiting.recv().ok()?, &mut group);
        }
        self.take_arrived(&mut group);
        // This, the writer's handle, and the units of the group itself.
        if Arc::strong_count(&self.deciding) > group.len() + 2 {
            std::thread::sleep(GATHERING);
            self.take_arrived(&mut group);
        }
        Some(group)
    }

    /// Groups whose loss does no harm do not wait for the disk.
    fn set_durability(&self, durable: bool) -> rusqlite::Result<()> {
        if self.durable.replace(durable) == durable {
            return Ok(());
        }
        self.connection.execute_batch(if durable { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = NORMAL" })
    }

    fn take_arrived(&self, group: &mut Vec<Unit>) {
        while group.len() < GROUP
            && let Ok(request) = self.waiting.try_recv()
        {
            self.take(request, group);
        }
    }

    fn take(&self, request: Request, group: &mut Vec<Unit>) {
        match request {
            Request::Write(unit) => group.push(unit),
            Request::Checkpoint(done) => {
                let outcome = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
                // A caller that was cancelled needs no answer.
                drop(done.send(outcome.map_err(|error| engine(&error))));
            }
        }
    }
}

fn write_groups(groups: &Groups, write_permit: &Arc<Semaphore>, report: &watch::Sender<bool>) {
    while let Some(group) = groups.next() {
        let Ok(_permit) = futures::executor::block_on(write_permit.acquire()) else { return };
        let (waiters, outcomes) = write_group(groups, group);
        let is_final = outcomes.iter().any(|outcome| outcome.as_ref().is_err_and(is_failed_flush));
        for (waiter, outcome) in waiters.into_iter().zip(outcomes) {
            // A caller that was cancelled needs no answer.
            drop(waiter.send(outcome));
        }
        if is_final {
            report_failure(report);
            return;
        }
    }
}

fn report_failure(report: &watch::Sender<bool>) {
    tracing::error!("a commit could not be flushed: nothing more is written");
    report.send_replace(true);
}

type Waiters = Vec<oneshot::Sender<Result<(), DbErr>>>;

/// Writes a group in one transaction; answers each unit's outcome once the commit returned.
fn write_group(groups: &Groups, group: Vec<Unit>) -> (Waiters, Vec<Result<(), DbErr>>) {
    let durable = group.iter().any(|unit| unit.durable);
    let (waiters, writes): (Waiters, Vec<_>) = group.into_iter().map(|unit| (unit.done, unit.writes)).unzip();
    let connection = &groups.connection;
    let begun = groups.set_durability(durable).and_then(|()| execute(connection, "BEGIN IMMEDIATE"));
    match begun.map_err(|error| engine(&error)).and_then(|()| write_units(connection, writes)) {
        Ok(outcomes) => (waiters, outcomes),
        Err(error) => {
            if !connection.is_autocommit() {
                drop(execute(connection, "ROLLBACK"));
            }
            let outcomes = waiters.iter().map(|_| Err(error.clone())).collect();
            (waiters, outcomes)
        }
    }
}

/// Writes the units and commits them; an error is that of the whole group.
fn write_units(connection: &Connection, units: Vec<Vec<DeferredWrite>>) -> Result<Vec<Result<(), DbErr>>, DbErr> {
    let mut outcomes = Vec::with_capacity(units.len());
    for writes in units {
        let outcome = write_unit(connection, writes);
        // A full disk, for instance, makes SQLite roll back the whole transaction by itself.
        if connection.is_autocommit() {
            return Err(outcome.err().unwrap_or_else(ended));
        }
        outcomes.push(outcome);
    }
    execute(connection, "COMMIT").map_err(|error| engine(&error))?;
    Ok(outcomes)
}

/// Writes one unit; undone as a whole when one of its writes fails.
fn write_unit(connection: &Connection, writes: Vec<DeferredWrite>) -> Result<(), DbErr> {
    execute(connection, "SAVEPOINT unit").map_err(|error| engine(&error))?;
    let outcome = writes.into_iter().try_for_each(|write| write_row(connection, write));
    if outcome.is_err() {
        if connection.is_autocommit() {
            return outcome;
        }
        execute(connection, "ROLLBACK TO unit").map_err(|error| engine(&error))?;
    }
    execute(connection, "RELEASE unit").map_err(|error| engine(&error))?;
    outcome
}

fn write_row(connection: &Connection, write: DeferredWrite) -> Result<(), DbErr> {
    let DeferredWrite { statement, rows } = write;
    let Values(values) = statement.values.unwrap_or(Values(Vec::new()));
    let values = values.into_iter().map(stored).collect::<Result<Vec<_>, _>>()?;
    let mut prepared = connection.prepare_cached(&statement.sql).map_err(|error| engine(&error))?;
    let affected = prepared.execute(params_from_iter(values)).map_err(|error| engine(&error))?;
    rows.check(u64::try_from(affected).unwrap_or(u64::MAX))
}

fn execute(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}

/// An engine's error as the toolkit's, classified alike.
fn engine(error: &rusqlite::Error) -> DbErr {
    let code = error.sqlite_error().map(|error| error.extended_code);
    match code.map(|code| of_code(&code.to_string())) {
        Some(FailureKind::Conflict) => DbErr::RecordNotUpdated,
        Some(FailureKind::Unavailable) => {
            DbErr::Conn(RuntimeErr::Internal(format!("{error} ({})", code.unwrap_or_default())))
        }
        Some(FailureKind::Defect) | None => DbErr::Exec(RuntimeErr::Internal(error.to_string())),
    }
}

/// SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC, as either driver reports them.
fn is_failed_flush(error: &DbErr) -> bool {
    const CODES: [&str; 2] = ["1034", "1290"];
    match error {
        DbErr::Conn(RuntimeErr::Internal(cause)) => CODES.iter().any(|code| cause.ends_with(&format!("({code})"))),
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            let code = cause.as_database_error().and_then(|cause| cause.code());
            code.is_some_and(|code| CODES.contains(&code.as_ref()))
        }
        _ => false,
    }
}
