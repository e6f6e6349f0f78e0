//! The yearly numbers of an agency's register: without gaps, because a rollback returns the number, and without
//! duplicates, because the statement makes the unit of work a transaction that locks the counter's row until the commit.

use motcua_contracts::AgencyCode;
use motcua_kit::Tx;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::number_counter;

/// The next number of an agency in a local year.
pub async fn next_number(tx: &Tx, agency: &AgencyCode, year: i32) -> Result<i64, DbErr> {
    let last = Expr::col((number_counter::Entity, number_counter::Column::Last));
    let insert = Query::insert()
        .into_table(number_counter::Entity)
        .columns([number_counter::Column::Agency, number_counter::Column::Year, number_counter::Column::Last])
        .values_panic([agency.as_str().into(), year.into(), 1i64.into()])
        .on_conflict(
            OnConflict::columns([number_counter::Column::Agency, number_counter::Column::Year])
                .value(number_counter::Column::Last, last.add(1))
                .to_owned(),
        )
        .returning_col(number_counter::Column::Last)
        .to_owned();
    let row = tx.db().query_one(&insert).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("number counter".into()))?.try_get("", "last")
}
