//! Units of work: reads without locks, and all writes in one commit.

use futures::future::join_all;
use motcua_kit::db::is_conflict;
use motcua_testkit::{fresh, on_both};
use sea_orm::DbErr;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::fixture::{Migrator, count, count_on, defer_insert};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_before_the_commit() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let unit = database.db.unit_of_work();
        assert_eq!(count_on(&unit).await, 0);
        defer_insert(&unit, Uuid::now_v7(), "one");
        assert!(!unit.holds_locks().await);
        assert_eq!(count(&database.db).await, 0);
        unit.commit().await.expect("a commit");
        assert_eq!(count(&database.db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_behind_a_write_sees_it() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let unit = database.db.unit_of_work();
        defer_insert(&unit, Uuid::now_v7(), "one");
        assert_eq!(count_on(&unit).await, 1);
        assert!(unit.holds_locks().await, "it is a transaction from there on");
        unit.rollback().await.expect("a rollback");
        assert_eq!(count(&database.db).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_unit_undoes_only_itself() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let taken = Uuid::now_v7();
        let units = (0..40).map(|number| {
            let db = database.db.clone();
            async move {
                let unit = db.unit_of_work();
                defer_insert(&unit, Uuid::now_v7(), "first");
                // Of every four one finds the key taken, and one finds no row.
                defer_insert(&unit, if number % 4 == 1 { taken } else { Uuid::now_v7() }, "second");
                if number % 4 == 2 {
                    let lost = Query::update()
                        .table("note")
                        .value("title", "lost")
                        .and_where(Expr::col("title").eq("no such title"))
                        .to_owned();
                    unit.defer(&lost, 1);
                }
                unit.commit().await
            }
        });
        let first = database.db.unit_of_work();
        defer_insert(&first, taken, "taken");
        first.commit().await.expect("a commit");
        let outcomes: Vec<Result<(), DbErr>> = join_all(units).await;
        for (number, outcome) in outcomes.iter().enumerate() {
            assert_eq!(outcome.is_ok(), number % 4 == 0 || number % 4 == 3, "{number}: {outcome:?}");
            assert!(outcome.as_ref().err().is_none_or(is_conflict), "{outcome:?}");
        }
        assert_eq!(count(&database.db).await, 1 + 20 * 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn units_of_work_and_transactions_are_serialised() {
    on_both(|engine| async move {
        let database = fresh::<Migrator>(engine).await;
        let writes = (0..30).map(|number| {
            let db = database.db.clone();
            async move {
                let tx = if number % 2 == 0 { db.unit_of_work() } else { db.begin().await.expect("a transaction") };
                defer_insert(&tx, Uuid::now_v7(), "row");
                if number % 3 == 0 {
                    count_on(&tx).await;
                }
                tx.commit().await.expect("a commit");
            }
        });
        join_all(writes).await;
        assert_eq!(count(&database.db).await, 30);
    })
    .await;
}
