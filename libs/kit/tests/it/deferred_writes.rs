//! Writes that are deferred to the next statement or the commit of their transaction.

use motcua_kit::Tx;
use motcua_kit::db::is_conflict;
use motcua_testkit::{fresh, on_both};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::fixture::{Migrator, count, count_on, defer_insert as note};

fn rename(tx: &Tx, from: &str, to: &str, rows: u64) {
    tx.defer(&Query::update().table("note").value("title", to).and_where(Expr::col("title").eq(from)).to_owned(), rows);
}

async fn titles(tx: &Tx) -> Vec<String> {
    let query = Query::select()
        .expr_as(Expr::col("title"), "value")
        .from("note")
        .order_by("title", sea_orm::Order::Asc)
        .to_owned();
    let rows = tx.db().query_all(&query).await.expect("the notes");
    rows.iter().map(|row| row.try_get("", "value").expect("a title")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_sees_the_deferred_writes_before_it_in_their_order() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "one");
        note(&tx, Uuid::now_v7(), "two");
        rename(&tx, "one", "three", 1);
        assert_eq!(titles(&tx).await, ["three", "two"]);
        rename(&tx, "three", "four", 1);
        // One row of an answer is enough for some reads: the deferred writes are executed all the same.
        assert_eq!(count_on(&tx).await, 2);
        assert_eq!(titles(&tx).await, ["four", "two"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_executes_deferred_writes_and_a_rollback_drops_them() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "kept");
        tx.commit().await.expect("a commit");
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "kept too");
        tx.commit().await.expect("a commit");
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "never");
        tx.rollback().await.expect("a rollback");
        assert_eq!(count(&database.db).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deferred_write_of_a_changed_row_is_a_conflict_and_commits_nothing() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "one");
        rename(&tx, "no such title", "two", 1);
        let lost = tx.commit().await.expect_err("a conflict");
        assert!(is_conflict(&lost), "{lost:?}");
        assert_eq!(count(&database.db).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deferred_write_that_the_engine_refuses_fails_the_next_read() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let (tx, id) = (database.db.begin().await.expect("a transaction"), Uuid::now_v7());
        note(&tx, id, "one");
        note(&tx, id, "the same again");
        let query = Query::select().column("title").from("note").to_owned();
        let twice = tx.db().query_all(&query).await.expect_err("the key is taken");
        assert!(is_conflict(&twice), "{twice:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_without_its_row_is_noticed_even_before_a_read() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "one");
        rename(&tx, "no such title", "two", 1);
        // On SQLite the writes go with this read; their rows are counted at the commit.
        let read = tx.db().query_all(&Query::select().column("title").from("note").to_owned()).await;
        let lost = match read {
            Ok(_) => tx.commit().await.expect_err("a conflict"),
            Err(error) => error,
        };
        assert!(is_conflict(&lost), "{lost:?}");
        assert_eq!(count(&database.db).await, 0);
    })
    .await;
}
