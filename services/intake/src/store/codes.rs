//! The daily numbers of an agency: without gaps, because a rollback returns the number, and without duplicates, because
//! the counter's row is locked until the commit.

use chrono::NaiveDate;
use motcua_contracts::AgencyCode;
use motcua_kit::Tx;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::code_counter;

/// The next number of an agency on a local day. It is written at once, so that a unit of work becomes a transaction that
/// holds the counter's row.
///
/// # Errors
/// When the database cannot be written.
pub async fn next_number(tx: &Tx, agency: &AgencyCode, day: NaiveDate) -> Result<i64, DbErr> {
    let last = Expr::col((code_counter::Entity, code_counter::Column::Last));
    let insert = Query::insert()
        .into_table(code_counter::Entity)
        .columns([code_counter::Column::Unit, code_counter::Column::Day, code_counter::Column::Last])
        .values_panic([agency.as_str().into(), day.into(), 1i64.into()])
        .on_conflict(
            OnConflict::columns([code_counter::Column::Unit, code_counter::Column::Day])
                .value(code_counter::Column::Last, last.add(1))
                .to_owned(),
        )
        .returning_col(code_counter::Column::Last)
        .to_owned();
    let row = tx.query_one(&insert).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("code counter".into()))?.try_get("", "last")
}
