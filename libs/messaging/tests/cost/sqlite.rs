//! The measurement on SQLite, and the raw loop beside it.

use std::fmt;
use std::time::Instant;

use motcua_testkit::{Engine, TestDb, fresh};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::ledger::{self, BODY, Migrator};
use super::process::{Cost, Counters, count};

/// Bytes of a page of the database.
const PAGE: f64 = 4096.0;

/// What a command cost on SQLite.
pub struct Embedded {
    pub database: TestDb,
    pub switches: f64,
    pub pages: f64,
    cost: Cost,
}

impl Embedded {
    pub fn per_second(&self) -> f64 {
        1.0 / self.cost.seconds
    }
}

impl fmt::Display for Embedded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {:.1} pages", self.cost, self.pages)
    }
}

pub async fn measure(commands: usize, concurrency: usize) -> Embedded {
    let database = fresh::<Migrator>(Engine::Sqlite).await;
    let accounts = ledger::open(&database.db, commands).await;
    let resources = ledger::resources(&database.db);
    let before = Counters::now();
    ledger::run(&resources, &accounts, commands, concurrency).await;
    let cost = before.per_command(commands);
    Embedded { database, switches: cost.switches, pages: cost.bytes / PAGE, cost }
}

/// The same writes a second, from one thread that does nothing else, in groups as large as the callers are many.
pub fn raw_loop(database: &TestDb, commands: usize, group: usize) -> f64 {
    let folder = database.folder().expect("a folder");
    let connection = Connection::open(folder.join("raw.db")).expect("a file");
    let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000;";
    connection.execute_batch(pragmas).expect("pragmas");
    connection.execute_batch(&schema(folder.join("test.db").display().to_string().as_str())).expect("the same tables");
    let ids: Vec<Uuid> = (0..commands).map(|_| Uuid::now_v7()).collect();
    connection.execute_batch("BEGIN").expect("a transaction");
    for id in &ids {
        connection.execute("INSERT INTO account VALUES (?1, 0, ?2)", params![id.as_bytes(), BODY]).expect("an account");
    }
    connection.execute_batch("COMMIT").expect("a commit");
    let begun = Instant::now();
    for group in ids.chunks(group) {
        connection.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        for id in group {
            write(&connection, *id);
        }
        connection.execute_batch("COMMIT").expect("a commit");
    }
    count(commands) / begun.elapsed().as_secs_f64()
}

/// The tables and indexes of another database.
fn schema(file: &str) -> String {
    let other = Connection::open(file).expect("the measured database");
    let mut statement = other
        .prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
        .expect("a statement");
    let all = statement.query_map([], |row| row.get::<_, String>(0)).expect("the tables");
    all.map(|sql| sql.expect("a table") + ";").collect()
}

/// What one command reads and writes.
fn write(connection: &Connection, id: Uuid) {
    let execute = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).expect("a write");
    };
    let (at, text) = ("2022-03-14T01:00:00+00:00", id.to_string());
    let balance = "SELECT balance, body FROM account WHERE id = ?1";
    let read = connection.prepare_cached(balance).and_then(|mut query| {
        query.query_row([id.as_bytes()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
    });
    let (balance, body) = read.expect("an account");
    execute("UPDATE account SET balance = ?1, body = ?2 WHERE id = ?3", &[&(balance + 1), &body, &id.as_bytes()]);
    execute("INSERT INTO aggregate_head (aggregate_id, version, last_seq) VALUES (?1, 1, 1)", &[&id.as_bytes()]);
    execute(
        "INSERT INTO history (aggregate_id, version, object_id, name, event, actor, at) VALUES (?1, 1, ?1, 'deposited', ?2, ?3, ?4)",
        &[&id.as_bytes(), &body, &text, &at],
    );
    execute(
        "INSERT INTO outbox (event_id, aggregate_id, seq, subject, payload, occurred_at, created_at) \
         VALUES (?1, ?1, 1, 'motcua.v1.intake.dossier.supplemented', ?2, ?3, ?3)",
        &[&id.as_bytes(), &text.as_bytes(), &at],
    );
    execute(
        "INSERT INTO idempotency (principal, operation, key, content, status, body, version, created_at) \
         VALUES (?1, 'POST /v1/accounts/{id}/deposits', ?2, ?3, 200, ?4, 1, ?5)",
        &[&id.as_bytes(), &text, &[0_u8; 32].as_slice(), &body, &at],
    );
}
