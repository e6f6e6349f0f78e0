//! Writes that wait for the next statement or the commit of their transaction.

use motcua_kit::Tx;
use motcua_kit::db::is_conflict;
use motcua_testkit::{fresh, on_both};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::desk::{Migrator, count, count_on};

fn note(tx: &Tx, id: Uuid, title: &str) {
    let insert =
        Query::insert().into_table("note").columns(["id", "title"]).values_panic([id.into(), title.into()]).to_owned();
    tx.later(&insert, 1);
}

fn rename(tx: &Tx, from: &str, to: &str, rows: u64) {
    tx.later(&Query::update().table("note").value("title", to).and_where(Expr::col("title").eq(from)).to_owned(), rows);
}

async fn titles(tx: &Tx) -> Vec<String> {
    let query = Query::select().column("title").from("note").order_by("title", sea_orm::Order::Asc).to_owned();
    let rows = tx.db().query_all(&query).await.expect("the notes");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a title")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_read_sees_what_was_noted_before_it_in_its_order() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "one");
        note(&tx, Uuid::now_v7(), "two");
        rename(&tx, "one", "three", 1);
        assert_eq!(titles(&tx).await, ["three", "two"]);
        rename(&tx, "three", "four", 1);
        // One row of an answer is enough for some reads: what was noted is written whole all the same.
        assert_eq!(count_on(&tx).await, 2);
        assert_eq!(titles(&tx).await, ["four", "two"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_takes_what_was_noted_along_and_a_rollback_leaves_it() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "kept");
        tx.commit().await.expect("a commit");
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "kept too");
        tx.commit_lazily().await.expect("a commit");
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "never");
        tx.rollback().await.expect("a rollback");
        assert_eq!(count(&database.db).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_noted_write_that_finds_its_row_changed_is_a_conflict_and_commits_nothing() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let tx = database.db.begin().await.expect("a transaction");
        note(&tx, Uuid::now_v7(), "one");
        rename(&tx, "nobody has this title", "two", 1);
        let lost = tx.commit().await.expect_err("a conflict");
        assert!(is_conflict(&lost), "{lost:?}");
        assert_eq!(count(&database.db).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_noted_write_that_the_engine_refuses_fails_the_next_read() {
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
