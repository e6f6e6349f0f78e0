//! The write transaction on both engines.

use std::time::Duration;

use futures::future::join_all;
use motcua_kit::db::is_conflict;
use motcua_testkit::{Engine, fresh, on_both};
use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};
use tokio::time::timeout;
use uuid::Uuid;

use crate::desk::{Migrator, count, insert};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_committed_is_there_for_everybody() {
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
async fn what_is_rolled_back_or_dropped_is_not() {
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
        tx.commit_lazily().await.expect("a commit");
        assert_eq!(count(&database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_stops_waiting_for_the_writer_does_not_keep_the_place() {
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
async fn the_same_key_twice_is_a_conflict_and_a_broken_statement_is_none() {
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

struct NothingYet;

impl MigratorTrait for NothingYet {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_that_start_together_migrate_once() {
    let database = fresh::<NothingYet>(Engine::Postgres).await;
    let replicas = [database.again().await, database.again().await, database.again().await];
    assert!(replicas[0].pending_migrations::<Migrator>().await.expect("an answer") > 0);
    for done in join_all(replicas.iter().map(|db| db.migrate::<Migrator>())).await {
        done.expect("tables");
    }
    assert_eq!(replicas[0].pending_migrations::<Migrator>().await.expect("an answer"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_takes_longer_than_a_command_may() {
    let database = fresh::<NothingYet>(Engine::Postgres).await;
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
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for limit in ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"] {
            let check = format!("SELECT 1 / (current_setting('{limit}') = '0')::int");
            schema.get_connection().execute_unprepared(&check).await?;
        }
        Ok(())
    }
}
