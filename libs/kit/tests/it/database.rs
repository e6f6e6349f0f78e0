//! The write transaction on both engines.

use std::time::Duration;

use futures::future::join_all;
use motcua_kit::Db;
use motcua_kit::db::{SchemaState, is_conflict};
use motcua_testkit::{Engine, fresh, on_both};
use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};
use tokio::time::timeout;
use uuid::Uuid;

use crate::fixture::{Migrator, count, defer_insert, insert};

#[tokio::test(flavor = "multi_thread")]
async fn committed_rows_are_visible_to_other_connections() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let commits = (0..64).map(|_| async {
            let tx = database.db.begin().await.expect("a transaction");
            insert(&tx, Uuid::now_v7(), "one").await.expect("a row");
            tx.commit().await.expect("a commit")
        });
        join_all(commits).await;
        assert_eq!(count(&database.again().await).await, 64);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rolled_back_and_dropped_transactions_leave_no_rows() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        insert(&tx, Uuid::now_v7(), "one").await.expect("a row");
        tx.rollback().await.expect("a rollback");
        let tx = database.db.begin().await.expect("a transaction");
        insert(&tx, Uuid::now_v7(), "two").await.expect("a row");
        drop(tx);
        let tx = database.db.begin().await.expect("the next transaction");
        insert(&tx, Uuid::now_v7(), "three").await.expect("a row");
        tx.commit().await.expect("a commit");
        assert_eq!(count(&database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_begin_releases_the_write_permit() {
    let database = fresh::<Migrator>(Engine::Sqlite).await;
    let first = database.db.begin().await.expect("a transaction");
    for _ in 0..3 {
        assert!(timeout(Duration::from_millis(20), database.db.begin()).await.is_err());
    }
    drop(first);
    let next = timeout(Duration::from_secs(5), database.db.begin()).await;
    next.expect("in time").expect("a transaction").commit().await.expect("a commit");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_key_is_a_conflict_and_a_broken_statement_is_not() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let (tx, id) = (database.db.begin().await.expect("a transaction"), Uuid::now_v7());
        insert(&tx, id, "one").await.expect("a row");
        let twice = insert(&tx, id, "two").await.expect_err("the key is taken");
        assert!(is_conflict(&twice), "{twice:?}");
        drop(tx);
        let broken = database.db.read().execute_unprepared("SELECT nothing FROM nowhere");
        let broken = broken.await.expect_err("no such table");
        assert!(!is_conflict(&broken), "{broken:?}");
    })
    .await;
}

/// No migration at all.
struct Empty;

impl MigratorTrait for Empty {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_that_start_together_migrate_once() {
    let database = fresh::<Empty>(Engine::Postgres).await;
    let replicas = [database.again().await, database.again().await, database.again().await];
    assert!(matches!(replicas[0].schema_state::<Migrator>().await.expect("a state"), SchemaState::Pending(_)));
    for done in join_all(replicas.iter().map(|db| db.migrate::<Migrator>())).await {
        done.expect("tables");
    }
    assert_eq!(replicas[0].schema_state::<Migrator>().await.expect("a state"), SchemaState::Fits);
}

#[tokio::test(flavor = "multi_thread")]
async fn migrations_run_without_session_limits() {
    let database = fresh::<Empty>(Engine::Postgres).await;
    database.db.migrate::<Patient>().await.expect("tables");
}

struct Patient;

impl MigratorTrait for Patient {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Limits)]
    }
}

/// Fails where a session is limited.
struct Limits;

impl MigrationName for Limits {
    fn name(&self) -> &str {
        "m20261124_000902_limits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Limits {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for limit in ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"] {
            let check = format!("SELECT 1 / (current_setting('{limit}') = '0')::int");
            schema.get_connection().execute_unprepared(&check).await?;
        }
        Ok(())
    }
}

/// The present release and one more migration, as a newer release has it.
struct NewerRelease;

impl MigratorTrait for NewerRelease {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = Migrator::migrations();
        all.push(Box::new(Added));
        all
    }
}

struct Added;

impl MigrationName for Added {
    fn name(&self) -> &str {
        "m20991231_000001_added"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Added {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.get_connection().execute_unprepared("ALTER TABLE note ADD COLUMN remark text").await.map(drop)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_serves_and_migrates_behind_a_newer_one() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        database.db.migrate::<NewerRelease>().await.expect("the newer release");
        // Rolled back: its pods start again, and its migration job runs again.
        assert_eq!(database.db.schema_state::<Migrator>().await.expect("a state"), SchemaState::Fits);
        database.db.migrate::<Migrator>().await.expect("nothing to do");
        let tx = database.db.begin().await.expect("a transaction");
        insert(&tx, Uuid::now_v7(), "one").await.expect("a row");
        tx.commit().await.expect("a commit");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_below_the_stored_minimum_refuses_to_serve() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let raise = "CREATE TABLE schema_minimum (generation integer)";
        database.db.read().execute_unprepared(raise).await.expect("a table");
        database.db.read().execute_unprepared("INSERT INTO schema_minimum VALUES (1000)").await.expect("a row");
        assert_eq!(database.db.schema_state::<Migrator>().await.expect("a state"), SchemaState::TooNew(1000));
    })
    .await;
}

/// A migration that fails behind its first statement, as one that is killed there.
struct Interrupted;

impl MigratorTrait for Interrupted {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(HalfDone)]
    }
}

struct HalfDone;

impl MigrationName for HalfDone {
    fn name(&self) -> &str {
        "m20261124_000903_half_done"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for HalfDone {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.get_connection().execute_unprepared("CREATE TABLE half (id integer)").await?;
        schema.get_connection().execute_unprepared("CREATE TABLE half (id integer)").await.map(drop)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_migration_leaves_nothing() {
    on_both(|engine| async move {
        let database = fresh::<Empty>(engine).await;
        for _ in 0..2 {
            database.db.migrate::<Interrupted>().await.expect_err("the second table exists");
            let half = database.db.read().execute_unprepared("SELECT * FROM half").await;
            assert!(half.is_err(), "the first statement is undone, so that the next start can try again");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_serving_role_needs_no_right_to_change_the_schema() {
    let database = fresh::<Migrator>(Engine::Postgres).await;
    let restricted =
        database.as_role("serving", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public").await;
    assert_eq!(restricted.schema_state::<Migrator>().await.expect("a state"), SchemaState::Fits);
    restricted.read().execute_unprepared("CREATE TABLE forbidden (id integer)").await.expect_err("no right");
    let tx = restricted.begin().await.expect("a transaction");
    insert(&tx, Uuid::now_v7(), "one").await.expect("a row");
    tx.commit().await.expect("a commit");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_postgres_or_a_sqlite_file_by_its_decoded_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("a%20b.db").display());
    let db = Db::connect(&url, 2).await.expect("a database");
    db.migrate::<Migrator>().await.expect("tables");
    let tx = db.unit_of_work();
    defer_insert(&tx, Uuid::now_v7(), "one");
    tx.commit().await.expect("a commit");
    assert_eq!(count(&db).await, 1);
    for other in ["sqlite:a.db", "mysql://127.0.0.1/a", "a.db"] {
        assert!(Db::connect(other, 1).await.is_err(), "{other}");
    }
}
