//! Refunds of payments: recorded once, never changed.

use chrono::NaiveDate;
use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_kit::Tx;
use motcua_kit::db::pad_to_power_of_two;
use motcua_messaging::AggregateVersion;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder, QueryTrait};

use super::daily_payments::within;
use super::entities::{payment, payment_refund};
use crate::domain::{Payment, RecordedRefund, Refund};

/// Defers the record of a refund. The caller advances the version of the dossier, which `version` is before this change.
pub fn insert_refund(tx: &Tx, version: AggregateVersion, of: &Payment, recorded: &RecordedRefund) {
    let Refund { payment, amount_vnd, transaction, reason } = recorded.refund.clone();
    let row = payment_refund::ActiveModel {
        payment_id: Set(payment.0),
        version: Set(version.version + 1),
        dossier_id: Set(recorded.dossier.0),
        amount_vnd: Set(amount_vnd.cast_signed()),
        transaction: Set(transaction),
        reason: Set(reason),
        refunded_by: Set(recorded.by.clone()),
        refunded_at: Set(recorded.at),
    };
    tx.defer(&payment_refund::Entity::insert(row).into_query(), 1);
    let refunded_vnd = of.refunded_vnd.saturating_add(amount_vnd).cast_signed();
    let changed = payment::ActiveModel { refunded_vnd: Set(refunded_vnd), ..Default::default() };
    let this = payment::Column::Id.eq(payment.0);
    tx.defer(&payment::Entity::update_many().set(changed).filter(this).into_query(), 1);
}

/// The refunds recorded between two local days, both included.
pub async fn list_refunds_between<C: ConnectionTrait>(
    db: &C,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<RecordedRefund>, DbErr> {
    let rows = payment_refund::Entity::find()
        .filter(within(payment_refund::Column::RefundedAt, first, last))
        .order_by_asc(payment_refund::Column::RefundedAt)
        .order_by_asc(payment_refund::Column::PaymentId)
        .order_by_asc(payment_refund::Column::Version);
    Ok(rows.all(db).await?.into_iter().map(read).collect())
}

/// The refunds of these payments, oldest first.
pub async fn list_refunds<C: ConnectionTrait>(
    db: &C,
    payments: impl Iterator<Item = PaymentId>,
) -> Result<Vec<RecordedRefund>, DbErr> {
    let ids: Vec<Uuid> = payments.map(|payment| payment.0).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = payment_refund::Entity::find()
        .filter(payment_refund::Column::PaymentId.is_in(pad_to_power_of_two(ids)))
        .order_by_asc(payment_refund::Column::Version);
    Ok(rows.all(db).await?.into_iter().map(read).collect())
}

fn read(row: payment_refund::Model) -> RecordedRefund {
    let (payment, amount_vnd) = (PaymentId(row.payment_id), row.amount_vnd.cast_unsigned());
    let refund = Refund { payment, amount_vnd, transaction: row.transaction, reason: row.reason };
    RecordedRefund { refund, dossier: DossierId(row.dossier_id), by: row.refunded_by, at: row.refunded_at }
}
