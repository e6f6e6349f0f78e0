//! The daily numbers of an agency: without gaps, because a rollback returns the number, and without duplicates, because
//! the row of the sequence is locked until the commit.

use chrono::NaiveDate;
use motcua_contracts::AgencyCode;
use motcua_kit::Tx;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::code_sequence;

/// The next number of an agency on a local day. It is written at once, so that a unit of work becomes a transaction that
/// holds the row of the sequence.
pub async fn next_number(tx: &Tx, agency: &AgencyCode, day: NaiveDate) -> Result<i64, DbErr> {
    let last = Expr::col((code_sequence::Entity, code_sequence::Column::Last));
    let insert = Query::insert()
        .into_table(code_sequence::Entity)
        .columns([code_sequence::Column::Agency, code_sequence::Column::Day, code_sequence::Column::Last])
        .values_panic([agency.as_str().into(), day.into(), 1i64.into()])
        .on_conflict(
            OnConflict::columns([code_sequence::Column::Agency, code_sequence::Column::Day])
                .value(code_sequence::Column::Last, last.add(1))
                .to_owned(),
        )
        .returning_col(code_sequence::Column::Last)
        .to_owned();
    let row = tx.query_one(&insert).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("code sequence".into()))?.try_get("", "last")
}
