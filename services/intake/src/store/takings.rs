//! The money of a day: what came, what is in doubt, what is to be refunded.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use motcua_kit::Tx;
use motcua_payments::{Line, LineKind, Notice};
use motcua_worktime::utc;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, Condition, ConnectionTrait, DbErr, QueryOrder, QuerySelect};

use super::entities::{payment, payment_doubt};
use super::payments::{named, read};
use crate::domain::{Doubt, Doubted, Payment, PaymentState, Takings, Way};

/// Keeps a notice that was not acted upon; once, however often it comes with the same amount.
///
/// # Errors
/// When the statement fails.
pub async fn doubt(
    tx: &Tx,
    notice: &Notice,
    why: Doubt,
    ordered_vnd: Option<u64>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = payment_doubt::ActiveModel {
        reference: Set(notice.reference.clone()),
        transaction: Set(notice.transaction.clone()),
        amount_vnd: Set(notice.amount_vnd.cast_signed()),
        ordered_vnd: Set(ordered_vnd.map(u64::cast_signed)),
        why: Set(why.as_str().to_owned()),
        paid_at: Set(notice.paid_at),
        noted_at: Set(at),
    };
    let key = [payment_doubt::Column::Reference, payment_doubt::Column::Transaction, payment_doubt::Column::AmountVnd];
    let known = OnConflict::columns(key).do_nothing().to_owned();
    payment_doubt::Entity::insert(row).on_conflict(known).exec_without_returning(tx.db()).await.map(drop)
}

/// What intake knows of the money of a local day.
///
/// # Errors
/// When a statement fails.
pub async fn takings<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Takings, DbErr> {
    let settled = payment::Entity::find()
        .filter(came(day))
        .filter(payment::Column::Way.eq(Way::Online.as_str()))
        .order_by_asc(payment::Column::PaidAt)
        .order_by_asc(payment::Column::Id);
    let settled = settled.all(db).await?.into_iter().filter_map(line).collect();
    let doubted = payment_doubt::Entity::find()
        .filter(within(payment_doubt::Column::PaidAt, day, day))
        .order_by_asc(payment_doubt::Column::PaidAt)
        .order_by_asc(payment_doubt::Column::Reference)
        .order_by_asc(payment_doubt::Column::Transaction)
        .order_by_asc(payment_doubt::Column::AmountVnd);
    let doubted = doubted.all(db).await?.into_iter().map(doubted_of).collect::<Result<_, _>>()?;
    Ok(Takings { settled, doubted })
}

/// What came in on a local day by each way, in đồng.
///
/// # Errors
/// When the statement fails.
pub async fn taken<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Vec<(Way, u64)>, DbErr> {
    let sums = payment::Entity::find()
        .select_only()
        .column(payment::Column::Way)
        .expr(payment::Column::AmountVnd.sum().cast_as("bigint"))
        .filter(came(day))
        .group_by(payment::Column::Way)
        .into_tuple::<(String, i64)>();
    sums.all(db).await?.into_iter().map(|(way, sum)| Ok((named(way)?, sum.cast_unsigned()))).collect()
}

/// The money that is to be refunded since a local day and was not yet, with the time at which it was taken.
///
/// # Errors
/// When the statement fails.
pub async fn surplus_of<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Vec<(Payment, DateTime<Utc>)>, DbErr> {
    let surplus = payment::Entity::find()
        .filter(within(payment::Column::SurplusAt, day, day))
        .filter(Expr::col(payment::Column::SurplusVnd).gt(Expr::col(payment::Column::RefundedVnd)))
        .order_by_asc(payment::Column::SurplusAt)
        .order_by_asc(payment::Column::Id);
    let rows = surplus.all(db).await?.into_iter();
    rows.filter_map(|row| row.paid_at.map(|at| read(row).map(|payment| (payment, at)))).collect()
}

/// Money came on a local day.
fn came(day: NaiveDate) -> Condition {
    let came = [PaymentState::Paid.as_str(), PaymentState::Surplus.as_str()];
    within(payment::Column::PaidAt, day, day).add(payment::Column::State.is_in(came))
}

/// Between two local days, both included.
pub(super) fn within(column: impl ColumnTrait, first: NaiveDate, last: NaiveDate) -> Condition {
    let day = |day: NaiveDate| utc(day.and_time(NaiveTime::MIN));
    let end = day(last).checked_add_signed(TimeDelta::days(1)).unwrap_or(DateTime::<Utc>::MAX_UTC);
    Condition::all().add(column.gte(day(first))).add(column.lt(end))
}

fn line(row: payment::Model) -> Option<Line> {
    let (transaction, paid_at) = row.transaction.zip(row.paid_at)?;
    let (reference, amount_vnd) = (row.id.to_string(), row.amount_vnd.cast_unsigned());
    Some(Line { kind: LineKind::Payment, reference, transaction, amount_vnd, paid_at })
}

fn doubted_of(row: payment_doubt::Model) -> Result<Doubted, DbErr> {
    let (amount_vnd, paid_at) = (row.amount_vnd.cast_unsigned(), row.paid_at);
    let (reference, transaction) = (row.reference, row.transaction);
    let line = Line { kind: LineKind::Payment, reference, transaction, amount_vnd, paid_at };
    Ok(Doubted { line, why: named(row.why)?, ordered_vnd: row.ordered_vnd.map(i64::cast_unsigned) })
}
