//! The daily numbers of a unit: without gaps, because a rollback takes the number back, and without doubles,
//! because the counter's row is locked until the commit.

use chrono::NaiveDate;
use motcua_kit::Tx;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::code_counter;

/// The next number of a unit on a local day.
///
/// # Errors
/// When the statement fails.
pub async fn next_number(tx: &Tx, unit: &str, day: NaiveDate) -> Result<i64, DbErr> {
    let last = Expr::col((code_counter::Entity, code_counter::Column::Last));
    let insert = Query::insert()
        .into_table(code_counter::Entity)
        .columns([code_counter::Column::Unit, code_counter::Column::Day, code_counter::Column::Last])
        .values_panic([unit.into(), day.into(), 1i64.into()])
        .on_conflict(
            OnConflict::columns([code_counter::Column::Unit, code_counter::Column::Day])
                .value(code_counter::Column::Last, last.add(1))
                .to_owned(),
        )
        .returning_col(code_counter::Column::Last)
        .to_owned();
    let row = tx.db().query_one(&insert).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("code counter".into()))?.try_get_by_index(0)
}
