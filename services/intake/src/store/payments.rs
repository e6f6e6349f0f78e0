//! Payments for fees: started, made, and to be refunded.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Tx;
use motcua_kit::db::pad_to_power_of_two;
use motcua_payments::PaymentNotification;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QueryTrait};

use super::entities::payment;
use super::json::from_name;
use crate::context::Context;
use crate::domain::{Dossier, Payment, PaymentRecord, PaymentState, allocate_surplus};

/// Defers the insert of a payment that was made or started now, with the next number of its dossier. The commit fails
/// with a conflict when another transaction took that number first.
pub fn insert_payment(context: &Context, payment: &Payment) {
    use payment::Column::{
        AmountVnd, BegunAt, BegunBy, DossierId, FeeId, Id, Number, PaidAt, PaymentMethod, RefundedVnd, State,
        SurplusVnd,
    };
    let next = Query::select()
        .expr(Expr::col(Number).max().if_null(0).add(1))
        .from(payment::Entity)
        .and_where(Expr::col(DossierId).eq(payment.dossier.0))
        .to_owned();
    let row = [
        (Id, payment.id.0.into()),
        (DossierId, payment.dossier.0.into()),
        (Number, Expr::SubQuery(None, Box::new(next.into()))),
        (FeeId, payment.fee.0.into()),
        (AmountVnd, payment.amount_vnd.cast_signed().into()),
        (PaymentMethod, payment.method.as_str().into()),
        (State, payment.state.as_str().into()),
        (SurplusVnd, payment.surplus_vnd.cast_signed().into()),
        (RefundedVnd, payment.refunded_vnd.cast_signed().into()),
        (BegunBy, context.actor.name().into()),
        (BegunAt, context.at.into()),
        (PaidAt, (payment.state == PaymentState::Paid).then_some(context.at).into()),
    ];
    let (columns, values): (Vec<_>, Vec<Expr>) = row.into_iter().unzip();
    let insert = Query::insert()
        .into_table(payment::Entity)
        .columns(columns)
        .values_panic(values)
        .on_conflict(OnConflict::columns([DossierId, Number]).do_nothing().to_owned())
        .to_owned();
    context.tx.defer(&insert, 1);
}

/// Defers what a notification changes of a payment.
pub fn update_payment(tx: &Tx, old_state: PaymentState, payment: &Payment, notification: &PaymentNotification) {
    let paid_at = notification.succeeded.then_some(notification.paid_at);
    update(tx, old_state, payment, payment::ActiveModel { paid_at: Set(paid_at), ..Default::default() });
}

/// Marks a surplus of the procedure's fee on the payments that it came from, the newest first.
pub async fn mark_surplus(tx: &Tx, dossier: &Dossier, surplus_vnd: u64, at: DateTime<Utc>) -> Result<(), DbErr> {
    let paid = payment::Entity::find()
        .filter(payment::Column::DossierId.eq(dossier.id.0))
        .filter(payment::Column::FeeId.eq(dossier.fee.id.0))
        .filter(payment::Column::State.eq(PaymentState::Paid.as_str()))
        .order_by_desc(payment::Column::PaidAt)
        .order_by_desc(payment::Column::Id);
    let paid = paid.all(tx).await?.into_iter().map(read).collect::<Result<_, _>>()?;
    for changed in allocate_surplus(paid, surplus_vnd, at) {
        update(tx, PaymentState::Paid, &changed, Default::default());
    }
    Ok(())
}

/// Defers a change. The commit fails with a conflict when another transaction changed the state first: a late report of a
/// failure never overwrites a payment.
fn update(tx: &Tx, old_state: PaymentState, payment: &Payment, others: payment::ActiveModel) {
    let changed = payment::ActiveModel {
        state: Set(payment.state.as_str().to_owned()),
        surplus_vnd: Set(payment.surplus_vnd.cast_signed()),
        surplus_at: Set(payment.surplus_at),
        transaction: Set(payment.transaction.clone()),
        ..others
    };
    let update = payment::Entity::update_many()
        .set(changed)
        .filter(payment::Column::Id.eq(payment.id.0))
        .filter(payment::Column::State.eq(old_state.as_str()));
    tx.defer(&update.into_query(), 1);
}

/// The dossier that a payment belongs to; it never changes.
pub async fn find_dossier_of_payment(tx: &Tx, id: PaymentId) -> Result<Option<DossierId>, DbErr> {
    Ok(payment::Entity::find_by_id(id.0).one(tx).await?.map(|row| DossierId(row.dossier_id)))
}

/// The dossiers of many payments, by the references that the platform quotes; unknown ones are left out.
pub async fn list_dossiers_of_payments<C: ConnectionTrait>(
    db: &C,
    references: impl Iterator<Item = &str>,
) -> Result<HashMap<String, DossierId>, DbErr> {
    let ids: Vec<Uuid> = references.filter_map(|reference| reference.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = payment::Entity::find().filter(payment::Column::Id.is_in(pad_to_power_of_two(ids))).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id.to_string(), DossierId(row.dossier_id))).collect())
}

/// A payment as it is now.
pub async fn find_payment<C: ConnectionTrait>(db: &C, id: PaymentId) -> Result<Option<Payment>, DbErr> {
    payment::Entity::find_by_id(id.0).one(db).await?.map(read).transpose()
}

/// The payments of a dossier, in the order in which they were started.
pub async fn list_payments<C: ConnectionTrait>(db: &C, dossier: DossierId) -> Result<Vec<PaymentRecord>, DbErr> {
    let rows =
        payment::Entity::find().filter(payment::Column::DossierId.eq(dossier.0)).order_by_asc(payment::Column::Number);
    let record = |row: payment::Model| {
        let (number, begun_at, paid_at) = (row.number, row.begun_at, row.paid_at);
        read(row).map(|payment| PaymentRecord { payment, number, begun_at, paid_at })
    };
    rows.all(db).await?.into_iter().map(record).collect()
}

/// Reads a row.
pub(super) fn read(row: payment::Model) -> Result<Payment, DbErr> {
    Ok(Payment {
        id: PaymentId(row.id),
        dossier: DossierId(row.dossier_id),
        fee: FeeId(row.fee_id),
        amount_vnd: row.amount_vnd.cast_unsigned(),
        method: from_name(row.payment_method)?,
        state: from_name(row.state)?,
        surplus_vnd: row.surplus_vnd.cast_unsigned(),
        refunded_vnd: row.refunded_vnd.cast_unsigned(),
        surplus_at: row.surplus_at,
        transaction: row.transaction,
    })
}
