//! The group writer stores values in the same form as the SQL toolkit.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_testkit::{Engine, fresh};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use crate::fixture::Migrator;

fn values() -> Vec<Value> {
    let at: DateTime<Utc> = "2022-03-14T01:02:03.450Z".parse().expect("a moment");
    let whole: DateTime<Utc> = "2022-03-14T01:02:03Z".parse().expect("a moment");
    let day = NaiveDate::from_ymd_opt(2022, 3, 14).expect("a day");
    vec![
        true.into(),
        7_i32.into(),
        (-7_i64).into(),
        u32::MAX.into(),
        1.5_f64.into(),
        "Lò Thị Mai".into(),
        vec![0_u8, 255].into(),
        Uuid::from_u128(7).into(),
        at.into(),
        whole.into(),
        day.into(),
        serde_json::json!({"a": [1, "b"]}).into(),
        Option::<String>::None.into(),
        Option::<Uuid>::None.into(),
        Option::<DateTime<Utc>>::None.into(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn both_writers_store_the_same_bytes() {
    let database = fresh::<Migrator>(Engine::Sqlite).await;
    let create = "CREATE TABLE sample (id integer, value)";
    database.db.read().execute_unprepared(create).await.expect("a table");
    let insert = |id: i64, value: Value| {
        Query::insert().into_table("sample").columns(["id", "value"]).values_panic([id.into(), value.into()]).to_owned()
    };
    for (id, value) in (0..).zip(values()) {
        let by_group_writer = database.db.unit_of_work();
        by_group_writer.defer(&insert(id, value.clone()), 1);
        by_group_writer.commit().await.expect("a commit");
        let by_toolkit = database.db.begin().await.expect("a transaction");
        by_toolkit.execute(&insert(id, value)).await.expect("a row");
        by_toolkit.commit().await.expect("a commit");
    }
    let differing = Query::select()
        .expr_as(Expr::cust("id || ': ' || group_concat(typeof(value) || '=' || quote(value), ' and ')"), "value")
        .from("sample")
        .group_by_col("id")
        .and_having(Expr::cust("COUNT(DISTINCT typeof(value) || quote(value)) > 1"))
        .to_owned();
    let rows = database.db.read().query_all(&differing).await.expect("the samples");
    let differing: Vec<String> = rows.iter().map(|row| row.try_get("", "value").expect("a text")).collect();
    assert!(differing.is_empty(), "{differing:?}");
}
