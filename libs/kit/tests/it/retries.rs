//! Running a transaction again when it lost against another.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::future::join_all;
use motcua_kit::transact::transact;
use motcua_messaging::CommandError;
use motcua_testkit::{Engine, eventually, fresh, on_both};
use sea_orm::DbErr;
use tokio::time::timeout;
use uuid::Uuid;

use crate::fixture::{Migrator, count, count_on, insert};

type Answer = Result<&'static str, CommandError<&'static str>>;

/// Runs work that answers like this the first, second, … time; gives the last answer and how often it was run.
async fn run(answers: impl Fn(usize) -> Answer + Send + Sync + 'static) -> (Answer, usize) {
    let (runs, answers) = (Arc::new(AtomicUsize::new(0)), Arc::new(answers));
    let counted = runs.clone();
    let work = move || {
        let (run, answers) = (counted.fetch_add(1, Ordering::SeqCst), answers.clone());
        async move { answers(run) }
    };
    let answer = transact(work, |_| CommandError::Refused("gone")).await;
    (answer, runs.load(Ordering::SeqCst))
}

/// Another transaction wrote in between.
fn conflict() -> CommandError<&'static str> {
    CommandError::Store(DbErr::RecordNotUpdated)
}

#[tokio::test]
async fn a_conflict_is_tried_again_up_to_three_times() {
    let (answer, runs) = run(|run| if run < 3 { Err(conflict()) } else { Ok("done") }).await;
    assert!(matches!((answer, runs), (Ok("done"), 4)));
    let (answer, runs) = run(|_| Err(conflict())).await;
    assert!(matches!((answer, runs), (Err(CommandError::Store(DbErr::RecordNotUpdated)), 4)));
}

#[tokio::test]
async fn a_refused_command_is_not_retried() {
    let (answer, runs) = run(|_| Err(CommandError::Refused("no"))).await;
    assert!(matches!((answer, runs), (Err(CommandError::Refused("no")), 1)));
}

#[tokio::test]
async fn a_panic_in_a_command_gets_a_response() {
    let (answer, runs) = run(|_| panic!("a defect")).await;
    assert!(matches!((answer, runs), (Err(CommandError::Refused("gone")), 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_race_for_one_key_has_one_winner_and_no_error() {
    on_both(|engine| async move {
        let (database, id) = (fresh::<Migrator>(engine).await, Uuid::now_v7());
        let twins = (0..12).map(|_| {
            let db = database.db.clone();
            let work = move || {
                let db = db.clone();
                async move {
                    let tx = db.begin().await?;
                    if count_on(tx.db()).await == 0 {
                        insert(&tx, id, "one").await?;
                    }
                    Ok::<_, CommandError<&'static str>>(tx.commit().await?)
                }
            };
            transact(work, |_| CommandError::Refused("gone"))
        });
        for answer in join_all(twins).await {
            answer.expect("an answer without an error");
        }
        assert_eq!(count(&database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_is_finished_when_its_client_disconnects() {
    let database = fresh::<Migrator>(Engine::Sqlite).await;
    let (go, gate) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    let (db, begun, wait) = (database.db.clone(), go.clone(), gate.clone());
    let work = move || {
        let (db, begun, wait) = (db.clone(), begun.clone(), wait.clone());
        async move {
            let tx = db.begin().await?;
            insert(&tx, Uuid::now_v7(), "one").await?;
            begun.notify_one();
            wait.notified().await;
            Ok::<_, CommandError<&'static str>>(tx.commit().await?)
        }
    };
    let waiting = Box::pin(transact(work, |_| CommandError::Refused("gone")));
    // The client goes away in the middle of the transaction.
    let left = timeout(Duration::from_secs(10), futures::future::select(waiting, Box::pin(go.notified())));
    drop(left.await.expect("the work begins"));
    gate.notify_one();
    eventually("the commit", || async { (count(&database.db).await == 1).then_some(()) }).await;
}
