//! Limits failed attempts to guess a secret: within a quarter of an hour, a key locks after its last allowed failure. All
//! replicas of a service share the counts, and they outlive a restart: the database keeps them.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use moka::ops::compute::Op;
use moka::sync::Cache;
use motcua_contracts::Text;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, DbErr, QueryTrait};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, string_len, timestamp_with_time_zone};
use sha2::{Digest, Sha256};

use crate::clock::Clock;
use crate::db::Db;
use crate::problem::{Problem, Slug};
use crate::server::client_network;

/// How long failures count, from the first one of a key.
pub const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Wrong secrets of a receipt.
pub const DEFAULT_MAX_FAILURES: u32 = 5;
const MAX_KEYS: u64 = 100_000;

/// The outcome of a guarded attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt<T> {
    /// The secret is right.
    Right(T),
    /// The secret is wrong; the attempt counts.
    Wrong,
    /// Too many attempts were wrong; this one was not checked.
    LockedOut,
}

/// What failures are counted under: what is guessed, and the network of the client, so that a stranger elsewhere cannot
/// shut its owner out. Something that does not exist is counted too, so that the response does not reveal it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptKey(String);

impl AttemptKey {
    /// The key of what is guessed, for instance the code of a dossier, by a client at this address.
    pub fn new(guessed: &str, client: Option<IpAddr>) -> Self {
        let network = client.map_or_else(String::new, |address| client_network(address).to_string());
        // A hash: what strangers type is not kept, and has one length.
        let hash = Sha256::new().chain_update(network).chain_update([0]).chain_update(guessed).finalize();
        Self(hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Counts failed attempts per key. The memory of this process bounds concurrent attempts; what failed is kept in the
/// database. Cheap to clone.
#[derive(Clone)]
pub struct AttemptLimiter {
    max_failures: u32,
    running: Cache<String, Arc<AtomicU32>>,
    db: Db,
    wall: Clock,
}

impl AttemptLimiter {
    /// Allows this many failures per key and [`WINDOW`].
    pub fn new(max_failures: u32, db: Db, wall: Clock) -> Self {
        let running = Cache::builder().max_capacity(MAX_KEYS).time_to_live(WINDOW).build();
        Self { max_failures, running, db, wall }
    }

    /// Runs `check`, which returns `None` for a wrong secret, unless the key is locked out. Only a wrong secret counts:
    /// after an outage the secret may be right.
    ///
    /// # Errors
    /// The error of `check`, or that of the database.
    pub async fn guard<T, E: From<DbErr>>(
        &self,
        key: &AttemptKey,
        check: impl Future<Output = Result<Option<T>, E>>,
    ) -> Result<Attempt<T>, E> {
        // Counted before it is checked, so that concurrent attempts cannot exceed the limit.
        let running = self.enter(key);
        let failures = self.failures(key).await?;
        if failures.saturating_add(running) > self.max_failures {
            self.leave(key);
            return Ok(Attempt::LockedOut);
        }
        let checked = check.await;
        if matches!(checked, Ok(None)) {
            self.record_failure(key).await?;
        }
        self.leave(key);
        Ok(checked?.map_or(Attempt::Wrong, Attempt::Right))
    }

    /// Deletes all failures of a key.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn reset(&self, key: &AttemptKey) -> Result<(), DbErr> {
        if self.failures(key).await? == 0 {
            return Ok(());
        }
        let tx = self.db.unit_of_work();
        tx.defer_any(&row::Entity::delete_by_id(key.0.clone()).into_query());
        tx.commit().await
    }

    /// Attempts of the key that run now, this one included.
    fn enter(&self, key: &AttemptKey) -> u32 {
        let mut earlier = 0;
        self.running.entry_by_ref(&key.0).and_compute_with(|entry| match entry {
            Some(entry) => {
                earlier = entry.value().fetch_add(1, Ordering::SeqCst);
                Op::Nop
            }
            None => Op::Put(Arc::new(AtomicU32::new(1))),
        });
        earlier.saturating_add(1)
    }

    fn leave(&self, key: &AttemptKey) {
        self.running.entry_by_ref(&key.0).and_compute_with(|entry| match entry {
            Some(entry) if entry.value().fetch_sub(1, Ordering::SeqCst) <= 1 => Op::Remove,
            Some(_) | None => Op::Nop,
        });
    }

    async fn failures(&self, key: &AttemptKey) -> Result<u32, DbErr> {
        let found = row::Entity::find_by_id(key.0.clone()).one(self.db.read()).await?;
        let counts = found.filter(|row| row.since > self.start_of_window());
        Ok(counts.map_or(0, |row| row.failures.unsigned_abs()))
    }

    /// One failure more; the first after a window begins another.
    async fn record_failure(&self, key: &AttemptKey) -> Result<(), DbErr> {
        let (now, start) = (self.wall.now(), self.start_of_window());
        let is_over = || Expr::col((row::Entity, row::Column::Since)).lte(start);
        let failures = Expr::case(is_over(), 1).finally(Expr::col((row::Entity, row::Column::Failures)).add(1));
        let since = Expr::case(is_over(), now).finally(Expr::col((row::Entity, row::Column::Since)));
        let again = OnConflict::column(row::Column::Key)
            .value(row::Column::Failures, failures)
            .value(row::Column::Since, since)
            .to_owned();
        let first = row::ActiveModel { key: Set(key.0.clone()), failures: Set(1), since: Set(now) };
        let tx = self.db.unit_of_work();
        tx.defer_any(&row::Entity::insert(first).on_conflict(again).into_query());
        tx.commit().await
    }

    fn start_of_window(&self) -> DateTime<Utc> {
        start_of_window(self.wall.now())
    }
}

fn start_of_window(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::from_std(WINDOW).unwrap_or_default()
}

/// Deletes the counts whose window is over.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete_old(db: &Db, now: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.unit_of_work();
    let old =
        Query::delete().from_table(row::Entity).and_where(row::Column::Since.lte(start_of_window(now))).to_owned();
    tx.defer_any(&old);
    tx.commit().await
}

/// The 429 response to an attempt above the default limit.
pub fn locked_out() -> Response {
    let detail =
        Text::fixed("Đã nhập sai 5 lần; thử lại sau 15 phút.", "Five wrong attempts; try again in 15 minutes.");
    let mut response = Problem::new(Slug::RateLimited).detail(detail).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(WINDOW.as_secs()));
    response
}

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "failed_attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub failures: i32,
        pub since: DateTimeUtc,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Creates the table of failures.
pub struct Tables;

impl MigrationName for Tables {
    fn name(&self) -> &str {
        "m20261201_000004_failed_attempt"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Tables {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("failed_attempt")
            .col(string_len("key", 64).primary_key())
            .col(integer("failures"))
            .col(timestamp_with_time_zone("since"))
            .to_owned();
        schema.create_table(table).await?;
        let by_age = Index::create().name("ix_failed_attempt_since").table("failed_attempt").col("since").to_owned();
        schema.create_index(by_age).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_depends_on_what_is_guessed_and_on_the_network() {
        let key = |code: &str, address: &str| AttemptKey::new(code, address.parse().ok());
        assert_eq!(key("A", "2001:db8:1:2::1"), key("A", "2001:db8:1:2::9"));
        assert_ne!(key("A", "192.0.2.1"), key("A", "192.0.2.2"));
        assert_ne!(key("A", "192.0.2.1"), key("B", "192.0.2.1"));
        assert!(!key("H35.05-221205-0001", "192.0.2.1").0.contains("H35"));
    }
}
