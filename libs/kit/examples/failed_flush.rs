//! Writes a row, makes the flush fail by creating a file, and checks that the next row is neither visible nor the start
//! of further writing; run by the test `failed_flush` with a C library whose flush fails then.

use std::path::PathBuf;
use std::time::Duration;

use motcua_kit::Db;
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DbErr, Statement};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (file, switch) = arguments.next().zip(arguments.next()).ok_or("usage: failed_flush DATABASE SWITCH [lock]")?;
    let locks = arguments.next().is_some();
    let db = Db::connect(&format!("sqlite://{}", file.display()), 4).await?;
    db.read().execute_unprepared("CREATE TABLE sample (id integer PRIMARY KEY)").await?;
    write(&db, 1, locks).await?;
    std::fs::write(&switch, "")?;
    let failed = write(&db, 2, locks).await;
    let told = tokio::time::timeout(Duration::from_secs(5), db.failed()).await;
    std::fs::remove_file(&switch)?;
    // The disk works again, but what it lost is unknown: nothing more is answered.
    let behind = write(&db, 3, locks).await;
    let visible = db.read().query_all_raw(Statement::from_string(db.backend(), "SELECT id FROM sample")).await?.len();
    match (failed, told, behind, visible) {
        (Err(_), Ok(()), Err(_), 1) => Ok(()),
        outcome => Err(format!("{outcome:?}").into()),
    }
}

async fn write(db: &Db, id: i32, locks: bool) -> Result<(), DbErr> {
    let unit = if locks { db.begin().await? } else { db.unit_of_work() };
    unit.defer(&Query::insert().into_table("sample").columns(["id"]).values_panic([id.into()]).to_owned(), 1);
    unit.commit().await
}
