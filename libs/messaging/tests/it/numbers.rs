//! Numbers of an aggregate's events: without gaps or doubles, whatever is rolled back.

use futures::future::join_all;
use motcua_kit::Db;
use motcua_kit::db::is_conflict;
use motcua_kit::transact::transact;
use motcua_messaging::{AggregateVersion, CommandError, OutboxEvent};
use motcua_testkit::{clock, eventually, on_both};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryTrait};

use crate::fixture::{Echo, Probe, effect};

const COMMANDS: usize = 32;

/// A command that publishes `count` events and then commits or rolls back.
async fn command(db: Db, aggregate: Uuid, count: usize, commits: bool) -> Result<(), CommandError<()>> {
    let at = clock::moment("2022-03-14 08:00");
    let work = move || {
        let db = db.clone();
        async move {
            let tx = db.begin().await?;
            let events = vec![OutboxEvent::of(&Echo::default()); count];
            AggregateVersion::load(&tx, aggregate).await?.advance(&tx, events, at, at)?;
            if commits {
                tx.commit().await?
            } else {
                tx.rollback().await?
            }
            Ok(())
        }
    };
    transact(work, |_| CommandError::Refused(())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_commands_number_their_events_without_gaps() {
    on_both(|engine| async move {
        let (probe, aggregate) = (Probe::start(engine).await, Uuid::now_v7());
        let commands = (0..COMMANDS).map(|n| {
            let db = probe.app.resources.db.clone();
            async move {
                // A race for an aggregate that does not exist yet may be lost more often than a command retries.
                eventually("the command", || async { command(db.clone(), aggregate, n % 3, n % 4 != 0).await.ok() })
                    .await
            }
        });
        join_all(commands).await;
        let sent: usize = (0..COMMANDS).filter(|n| n % 4 != 0).map(|n| n % 3).sum();
        let numbers: Vec<i64> = probe.outbox(Some(aggregate)).await.into_iter().map(|(_, seq)| seq).collect();
        let expected: Vec<i64> = (1..).take(sent).collect();
        assert_eq!(numbers, expected);
        let tx = probe.app.resources.db.begin().await.expect("a transaction");
        let head = AggregateVersion::load(&tx, aggregate).await.expect("a head");
        assert_eq!(head.version, i64::try_from((0..COMMANDS).filter(|n| n % 4 != 0).count()).unwrap_or_default());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_is_a_conflict() {
    on_both(|engine| async move {
        let (probe, aggregate) = (Probe::start(engine).await, Uuid::now_v7());
        let at = clock::moment("2022-03-14 08:00");
        command(probe.app.resources.db.clone(), aggregate, 1, true).await.expect("a first command");
        let tx = probe.app.resources.db.begin().await.expect("a transaction");
        let stale = AggregateVersion::load(&tx, aggregate).await.expect("a head");
        stale.advance(&tx, Vec::new(), at, at).expect("the head moves");
        stale.advance(&tx, Vec::new(), at, at).expect("noted");
        let lost = tx.commit().await.expect_err("the head was moved");
        assert!(is_conflict(&lost), "{lost:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_too_large_for_a_broker_is_refused_and_not_saved() {
    on_both(|engine| async move {
        let (probe, aggregate) = (Probe::start(engine).await, Uuid::now_v7());
        let at = clock::moment("2022-03-14 08:00");
        // Tag and length of the one field are four bytes.
        let echo = |bytes: usize| OutboxEvent::of(&Echo { label: "x".repeat(bytes - 4) });
        let tx = probe.app.resources.db.begin().await.expect("a transaction");
        let head = AggregateVersion::load(&tx, aggregate).await.expect("a head");
        let refused = head.advance(&tx, vec![echo(100), echo(OutboxEvent::MOST_BYTES + 1)], at, at);
        assert!(matches!(&refused, Err(problem) if problem.code() == "payload-too-large"), "{refused:?}");
        tx.commit().await.expect("a commit");
        assert!(probe.outbox(Some(aggregate)).await.is_empty());
        let tx = probe.app.resources.db.begin().await.expect("a transaction");
        let head = AggregateVersion::load(&tx, aggregate).await.expect("a head");
        head.advance(&tx, vec![echo(OutboxEvent::MOST_BYTES)], at, at).expect("the largest event");
        tx.rollback().await.expect("a rollback");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_aggregate_is_never_loaded_with_a_version_and_without_its_rows() {
    on_both(|engine| async move {
        let probe = Probe::start(engine).await;
        for _ in 0..200 {
            let (db, aggregate) = (probe.app.resources.db.clone(), Uuid::now_v7());
            let creation = motcua_kit::lifecycle::spawn(create(db.clone(), aggregate));
            loop {
                let rows = effect::Entity::find().filter(effect::Column::Dossier.eq(aggregate));
                let loaded = AggregateVersion::load_with::<_, effect::Model>(&db.unit_of_work(), aggregate, rows).await;
                let (version, rows) = loaded.expect("an aggregate");
                assert_eq!(version.version > 0, !rows.is_empty(), "{version:?}: {rows:?}");
                if version.version > 0 {
                    break;
                }
            }
            creation.await.expect("no panic");
        }
    })
    .await;
}

/// Creates an aggregate with one row.
async fn create(db: Db, aggregate: Uuid) {
    let (tx, at) = (db.unit_of_work(), clock::moment("2022-03-14 08:00"));
    let row = effect::ActiveModel { dossier: Set(aggregate), label: Set("1".to_owned()), ..Default::default() };
    tx.defer(&effect::Entity::insert(row).into_query(), 1);
    AggregateVersion::new(aggregate).advance(&tx, Vec::new(), at, at).expect("a version");
    tx.commit().await.expect("a commit");
}
