//! What was paid back of payments: recorded once, never changed.

use chrono::NaiveDate;
use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_kit::Tx;
use motcua_kit::db::padded;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder};

use super::Dossier;
use super::entities::{payment, payment_refund};
use super::takings::within;
use crate::domain::{Payment, Refund, Refunded};

/// Records what was paid back of a payment. The caller holds the head of its dossier and advances it.
///
/// # Errors
/// When a statement fails.
pub async fn add_refund(tx: &Tx, dossier: &Dossier, of: &Payment, refunded: &Refunded) -> Result<(), DbErr> {
    let Refund { payment, amount_vnd, transaction, reason } = refunded.refund.clone();
    let row = payment_refund::ActiveModel {
        payment_id: Set(payment.0),
        version: Set(dossier.head()?.version + 1),
        dossier_id: Set(refunded.dossier.0),
        amount_vnd: Set(amount_vnd.cast_signed()),
        transaction: Set(transaction),
        reason: Set(reason),
        refunded_by: Set(refunded.by.clone()),
        refunded_at: Set(refunded.at),
    };
    payment_refund::Entity::insert(row).exec_without_returning(tx.db()).await?;
    let refunded_vnd = of.refunded_vnd.saturating_add(amount_vnd).cast_signed();
    let changed = payment::ActiveModel { refunded_vnd: Set(refunded_vnd), ..Default::default() };
    payment::Entity::update_many().set(changed).filter(payment::Column::Id.eq(payment.0)).exec(tx.db()).await.map(drop)
}

/// What was recorded between two local days, both included.
///
/// # Errors
/// When the statement fails.
pub async fn refunds_within<C: ConnectionTrait>(
    db: &C,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Refunded>, DbErr> {
    let rows = payment_refund::Entity::find()
        .filter(within(payment_refund::Column::RefundedAt, first, last))
        .order_by_asc(payment_refund::Column::RefundedAt)
        .order_by_asc(payment_refund::Column::PaymentId)
        .order_by_asc(payment_refund::Column::Version);
    Ok(rows.all(db).await?.into_iter().map(read).collect())
}

/// What was paid back of these payments, first things first.
///
/// # Errors
/// When the statement fails.
pub async fn refunds_of<C: ConnectionTrait>(
    db: &C,
    payments: impl Iterator<Item = PaymentId>,
) -> Result<Vec<Refunded>, DbErr> {
    let ids: Vec<Uuid> = payments.map(|payment| payment.0).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = payment_refund::Entity::find()
        .filter(payment_refund::Column::PaymentId.is_in(padded(ids)))
        .order_by_asc(payment_refund::Column::Version);
    Ok(rows.all(db).await?.into_iter().map(read).collect())
}

fn read(row: payment_refund::Model) -> Refunded {
    let (payment, amount_vnd) = (PaymentId(row.payment_id), row.amount_vnd.cast_unsigned());
    let refund = Refund { payment, amount_vnd, transaction: row.transaction, reason: row.reason };
    Refunded { refund, dossier: DossierId(row.dossier_id), by: row.refunded_by, at: row.refunded_at }
}
