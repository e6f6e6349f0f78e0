//! Fees and charges: dossiers with a fee, those paid online, and the payments received (indicator 3.6 of QĐ 766).

use sea_orm::sea_query::{Condition, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::counting::{ONLINE, column, count_if, is_counted};
use super::entities::dossier::Column;
use super::entities::{dossier, payment, term_fee};
use crate::domain::{Fees, Period};

#[derive(FromQueryResult)]
struct PayersRow {
    dossiers: i64,
    paid_online: i64,
}

#[derive(FromQueryResult)]
struct AmountRow {
    amount_vnd: Option<i64>,
}

/// The fees of a period, of the whole centre or of some agencies.
pub(super) async fn fees<C: ConnectionTrait>(
    db: &C,
    period: &Period,
    agencies: Option<&[String]>,
) -> Result<Fees, DbErr> {
    let Some(row) = db.query_one(&payers(period, agencies)).await? else { return Ok(Fees::default()) };
    let PayersRow { dossiers, paid_online } = PayersRow::from_query_result(&row, "")?;
    let Some(row) = db.query_one(&received(period, agencies)).await? else { return Ok(Fees::default()) };
    let AmountRow { amount_vnd } = AmountRow::from_query_result(&row, "")?;
    Ok(Fees {
        dossiers: dossiers.unsigned_abs(),
        paid_online: paid_online.unsigned_abs(),
        amount_vnd: amount_vnd.unwrap_or_default().unsigned_abs(),
    })
}

/// Dossiers accepted inside the period that have a fee: by the procedure, or demanded, or paid.
fn payers(period: &Period, agencies: Option<&[String]>) -> SelectStatement {
    let term = |of: term_fee::Column| Expr::col((term_fee::Entity, of));
    let same_term = Condition::all()
        .add(term(term_fee::Column::ProcedureId).eq(column(Column::ProcedureId)))
        .add(term(term_fee::Column::Version).eq(column(Column::ProcedureVersion)))
        .add(term(term_fee::Column::CaseCode).eq(column(Column::CaseCode)))
        .add(term(term_fee::Column::Channel).eq(column(Column::Channel)));
    Query::select()
        .expr_as(column(Column::Id).count(), "dossiers")
        .expr_as(count_if(Expr::exists(online_payments(period))), "paid_online")
        .from(dossier::Entity)
        .join(JoinType::LeftJoin, term_fee::Entity, same_term)
        .and_where(column(Column::AcceptedOn).between(period.from, period.to))
        .cond_where(
            Condition::any()
                .add(column(Column::HasFee).eq(true))
                .add(term(term_fee::Column::FeeVnd).is_not_null())
                .add(column(Column::Id).in_subquery(paying_dossiers())),
        )
        .and_where(is_counted(column(Column::Agency), agencies))
        .to_owned()
}

fn online_payments(period: &Period) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(payment::Entity)
        .and_where(of_payment(payment::Column::DossierId).eq(column(Column::Id)))
        .and_where(of_payment(payment::Column::PaymentMethod).eq(ONLINE))
        .and_where(of_payment(payment::Column::AmountVnd).gt(0))
        .and_where(of_payment(payment::Column::OnDay).lte(period.to))
        .to_owned()
}

fn paying_dossiers() -> SelectStatement {
    Query::select()
        .expr(of_payment(payment::Column::DossierId))
        .from(payment::Entity)
        .and_where(of_payment(payment::Column::AmountVnd).gt(0))
        .to_owned()
}

/// The sum of the payments of the period, by their own time.
fn received(period: &Period, agencies: Option<&[String]>) -> SelectStatement {
    Query::select()
        .expr_as(of_payment(payment::Column::AmountVnd).sum().cast_as("bigint"), "amount_vnd")
        .from(payment::Entity)
        .join(JoinType::InnerJoin, dossier::Entity, of_payment(payment::Column::DossierId).eq(column(Column::Id)))
        .and_where(of_payment(payment::Column::OnDay).between(period.from, period.to))
        .and_where(is_counted(column(Column::Agency), agencies))
        .to_owned()
}

fn of_payment(column: payment::Column) -> Expr {
    Expr::col((payment::Entity, column))
}
