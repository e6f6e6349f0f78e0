//! Fees and charges: who had something to pay, who paid online, what came in (indicator 3.6 of QĐ 766).

use sea_orm::sea_query::{Condition, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr};

use super::entities::dossier::Column;
use super::entities::{dossier, payment, term_fee};
use super::figures::{column, count, how_many};
use crate::domain::{Fees, Period};

const ONLINE: &str = "online";

/// The fees of a period, of the whole centre or of some agencies.
pub(super) async fn fees<C: ConnectionTrait>(
    db: &C,
    period: &Period,
    agencies: Option<&[String]>,
) -> Result<Fees, DbErr> {
    let Some(row) = db.query_one(&payers(period, agencies)).await? else { return Ok(Fees::default()) };
    let (dossiers, paid_online) = (count(&row, 0)?, count(&row, 1)?);
    let Some(row) = db.query_one(&collected(period, agencies)).await? else { return Ok(Fees::default()) };
    let amount_vnd: Option<i64> = row.try_get_by_index(0)?;
    Ok(Fees { dossiers, paid_online, amount_vnd: amount_vnd.unwrap_or_default().unsigned_abs() })
}

/// Dossiers accepted inside the period that had something to pay: by the procedure, or demanded, or paid.
fn payers(period: &Period, agencies: Option<&[String]>) -> SelectStatement {
    let term = |of: term_fee::Column| Expr::col((term_fee::Entity, of));
    let same_term = Condition::all()
        .add(term(term_fee::Column::ProcedureId).eq(column(Column::ProcedureId)))
        .add(term(term_fee::Column::Version).eq(column(Column::ProcedureVersion)))
        .add(term(term_fee::Column::CaseCode).eq(column(Column::CaseCode)))
        .add(term(term_fee::Column::Channel).eq(column(Column::Channel)));
    let paid = |of: payment::Column| Expr::col((payment::Entity, of));
    let online = Query::select()
        .expr(Expr::val(1))
        .from(payment::Entity)
        .and_where(paid(payment::Column::DossierId).eq(column(Column::Id)))
        .and_where(paid(payment::Column::Way).eq(ONLINE))
        .and_where(paid(payment::Column::AmountVnd).gt(0))
        .and_where(paid(payment::Column::OnDay).lte(period.to))
        .to_owned();
    let paid_something = Query::select()
        .expr(paid(payment::Column::DossierId))
        .from(payment::Entity)
        .and_where(paid(payment::Column::AmountVnd).gt(0))
        .to_owned();
    let mut query = Query::select()
        .expr(column(Column::Id).count())
        .expr(how_many(Expr::exists(online)))
        .from(dossier::Entity)
        .join(JoinType::LeftJoin, term_fee::Entity, same_term)
        .and_where(column(Column::AcceptedOn).between(period.from, period.to))
        .cond_where(
            Condition::any()
                .add(column(Column::HasFee).eq(true))
                .add(term(term_fee::Column::FeeVnd).is_not_null())
                .add(column(Column::Id).in_subquery(paid_something)),
        )
        .to_owned();
    if let Some(agencies) = agencies {
        query.and_where(column(Column::Agency).is_in(agencies));
    }
    query
}

/// Payments count by their own time.
fn collected(period: &Period, agencies: Option<&[String]>) -> SelectStatement {
    let paid = |of: payment::Column| Expr::col((payment::Entity, of));
    let mut query = Query::select()
        .expr(paid(payment::Column::AmountVnd).sum().cast_as("bigint"))
        .from(payment::Entity)
        .and_where(paid(payment::Column::OnDay).between(period.from, period.to))
        .to_owned();
    if let Some(agencies) = agencies {
        let of_dossier = paid(payment::Column::DossierId).eq(column(Column::Id));
        query.join(JoinType::InnerJoin, dossier::Entity, of_dossier).and_where(column(Column::Agency).is_in(agencies));
    }
    query
}
