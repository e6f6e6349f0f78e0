//! The money of a day: what was received, what is disputed, what is to be refunded.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use motcua_kit::Tx;
use motcua_payments::{Line, LineKind, PaymentNotification};
use motcua_worktime::utc;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, Condition, ConnectionTrait, DbErr, FromQueryResult, QueryOrder, QuerySelect};

use super::entities::{disputed_payment, payment};
use super::json::from_name;
use super::payments::read;
use crate::domain::{DailyPayments, DisputedPayment, Payment, PaymentDispute, PaymentMethod, PaymentState};

/// Inserts a disputed notification; once, however often it arrives with the same amount.
pub async fn insert_dispute(
    tx: &Tx,
    notification: &PaymentNotification,
    dispute: PaymentDispute,
    ordered_vnd: Option<u64>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    use disputed_payment::Column::{AmountVnd, Reference, Transaction};
    let row = disputed_payment::ActiveModel {
        reference: Set(notification.reference.clone()),
        transaction: Set(notification.transaction.clone()),
        amount_vnd: Set(notification.amount_vnd.cast_signed()),
        ordered_vnd: Set(ordered_vnd.map(u64::cast_signed)),
        dispute: Set(dispute.as_str().to_owned()),
        paid_at: Set(notification.paid_at),
        recorded_at: Set(at),
    };
    let known = OnConflict::columns([Reference, Transaction, AmountVnd]).do_nothing().to_owned();
    disputed_payment::Entity::insert(row).on_conflict(known).exec_without_returning(tx).await.map(drop)
}

/// The online payments of a local day as they were recorded here.
pub async fn find_daily_payments<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<DailyPayments, DbErr> {
    let settled = payment::Entity::find()
        .filter(received_on(day))
        .filter(payment::Column::PaymentMethod.eq(PaymentMethod::Online.as_str()))
        .order_by_asc(payment::Column::PaidAt)
        .order_by_asc(payment::Column::Id);
    let settled = settled.all(db).await?.into_iter().filter_map(line).collect();
    let disputed = disputed_payment::Entity::find()
        .filter(within(disputed_payment::Column::PaidAt, day, day))
        .order_by_asc(disputed_payment::Column::PaidAt)
        .order_by_asc(disputed_payment::Column::Reference)
        .order_by_asc(disputed_payment::Column::Transaction)
        .order_by_asc(disputed_payment::Column::AmountVnd);
    let disputed = disputed.all(db).await?.into_iter().map(read_dispute).collect::<Result<_, _>>()?;
    Ok(DailyPayments { settled, disputed })
}

/// What was received by a payment method.
#[derive(FromQueryResult)]
struct Received {
    payment_method: String,
    sum_vnd: i64,
}

/// What was received on a local day by each payment method, in đồng.
pub async fn sum_received<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Vec<(PaymentMethod, u64)>, DbErr> {
    let sums = payment::Entity::find()
        .select_only()
        .column(payment::Column::PaymentMethod)
        .expr_as(payment::Column::AmountVnd.sum().cast_as("bigint"), "sum_vnd")
        .filter(received_on(day))
        .group_by(payment::Column::PaymentMethod)
        .into_model::<Received>();
    let read = |sum: Received| Ok((from_name(sum.payment_method)?, sum.sum_vnd.cast_unsigned()));
    sums.all(db).await?.into_iter().map(read).collect()
}

/// The payments of which a part became a surplus on a local day and is still to be refunded, with the time at which their
/// money was taken.
pub async fn list_surplus<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Vec<(Payment, DateTime<Utc>)>, DbErr> {
    let surplus = payment::Entity::find()
        .filter(within(payment::Column::SurplusAt, day, day))
        .filter(Expr::col(payment::Column::SurplusVnd).gt(Expr::col(payment::Column::RefundedVnd)))
        .order_by_asc(payment::Column::SurplusAt)
        .order_by_asc(payment::Column::Id);
    let rows = surplus.all(db).await?.into_iter();
    rows.filter_map(|row| row.paid_at.map(|at| read(row).map(|payment| (payment, at)))).collect()
}

/// Money was received on a local day.
fn received_on(day: NaiveDate) -> Condition {
    let received = [PaymentState::Paid.as_str(), PaymentState::Surplus.as_str()];
    within(payment::Column::PaidAt, day, day).add(payment::Column::State.is_in(received))
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

fn read_dispute(row: disputed_payment::Model) -> Result<DisputedPayment, DbErr> {
    let (amount_vnd, paid_at) = (row.amount_vnd.cast_unsigned(), row.paid_at);
    let (reference, transaction) = (row.reference, row.transaction);
    let line = Line { kind: LineKind::Payment, reference, transaction, amount_vnd, paid_at };
    let ordered_vnd = row.ordered_vnd.map(i64::cast_unsigned);
    Ok(DisputedPayment { line, dispute: from_name(row.dispute)?, ordered_vnd })
}
