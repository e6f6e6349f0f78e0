//! Payments for fees, the notices in doubt about them, and the money of a day.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_payments::{Line, Notice};
use motcua_worktime::utc;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, Condition, ConnectionTrait, DbErr, QueryOrder};
use serde::de::DeserializeOwned;

use super::Dossier;
use super::entities::{payment, payment_doubt};
use crate::domain::{self, Doubt, Doubted, Payment, PaymentState, Takings, Way};

/// Notes a payment that was made or begun at a business time.
///
/// # Errors
/// When the statement fails.
pub async fn add_payment(tx: &Tx, made: &Payment, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = payment::ActiveModel {
        id: Set(made.id.0),
        dossier_id: Set(made.dossier.0),
        fee_id: Set(made.fee.0),
        amount_vnd: Set(made.amount_vnd.cast_signed()),
        way: Set(made.way.as_str().to_owned()),
        state: Set(made.state.as_str().to_owned()),
        surplus_vnd: Set(made.surplus_vnd.cast_signed()),
        surplus_at: Set(None),
        transaction: Set(made.transaction.clone()),
        begun_by: Set(actor.name().to_owned()),
        begun_at: Set(at),
        paid_at: Set((made.state == PaymentState::Paid).then_some(at)),
    };
    payment::Entity::insert(row).exec_without_returning(tx.db()).await.map(drop)
}

/// Notes what a notice made of a payment. The caller holds the head of its dossier.
///
/// # Errors
/// When the statement fails.
pub async fn change_payment(tx: &Tx, settled: &Payment, notice: &Notice, at: DateTime<Utc>) -> Result<(), DbErr> {
    let paid_at = notice.succeeded.then_some(notice.paid_at);
    change(tx, settled, payment::ActiveModel { paid_at: Set(paid_at), ..Default::default() }, at).await
}

/// Notes what of the payments for a dossier's own fee is to be refunded, the newest first.
///
/// # Errors
/// When a statement fails.
pub async fn give_back(tx: &Tx, dossier: &Dossier, surplus_vnd: u64, at: DateTime<Utc>) -> Result<(), DbErr> {
    let paid = payment::Entity::find()
        .filter(payment::Column::DossierId.eq(dossier.id.0))
        .filter(payment::Column::FeeId.eq(dossier.fee.id.0))
        .filter(payment::Column::State.eq(PaymentState::Paid.as_str()))
        .order_by_desc(payment::Column::PaidAt)
        .order_by_desc(payment::Column::Id);
    let paid = paid.all(tx.db()).await?.into_iter().map(read).collect::<Result<_, _>>()?;
    for given in domain::give_back(paid, surplus_vnd) {
        change(tx, &given, Default::default(), at).await?;
    }
    Ok(())
}

async fn change(tx: &Tx, to: &Payment, beside: payment::ActiveModel, at: DateTime<Utc>) -> Result<(), DbErr> {
    let changed = payment::ActiveModel {
        state: Set(to.state.as_str().to_owned()),
        surplus_vnd: Set(to.surplus_vnd.cast_signed()),
        surplus_at: Set((to.surplus_vnd > 0).then_some(at)),
        transaction: Set(to.transaction.clone()),
        ..beside
    };
    payment::Entity::update_many().set(changed).filter(payment::Column::Id.eq(to.id.0)).exec(tx.db()).await.map(drop)
}

/// The dossier that a payment belongs to; it never changes.
///
/// # Errors
/// When the statement fails.
pub async fn dossier_of_payment(tx: &Tx, id: PaymentId) -> Result<Option<DossierId>, DbErr> {
    Ok(payment::Entity::find_by_id(id.0).one(tx.db()).await?.map(|row| DossierId(row.dossier_id)))
}

/// The same for many, by the references that the platform quotes; unknown ones are left out.
///
/// # Errors
/// When the statement fails.
pub async fn dossiers_of_payments<C: ConnectionTrait>(
    db: &C,
    references: impl Iterator<Item = &str>,
) -> Result<std::collections::HashMap<String, DossierId>, DbErr> {
    let ids: Vec<Uuid> = references.filter_map(|reference| reference.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(Default::default());
    }
    let ids = motcua_kit::db::padded(ids);
    let rows = payment::Entity::find().filter(payment::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id.to_string(), DossierId(row.dossier_id))).collect())
}

/// A payment as it stands now.
///
/// # Errors
/// When the statement fails.
pub async fn payment<C: ConnectionTrait>(db: &C, id: PaymentId) -> Result<Option<Payment>, DbErr> {
    payment::Entity::find_by_id(id.0).one(db).await?.map(read).transpose()
}

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
    let came = [PaymentState::Paid.as_str(), PaymentState::Surplus.as_str()];
    let settled = payment::Entity::find()
        .filter(within(payment::Column::PaidAt, day))
        .filter(payment::Column::Way.eq(Way::Online.as_str()))
        .filter(payment::Column::State.is_in(came))
        .order_by_asc(payment::Column::PaidAt)
        .order_by_asc(payment::Column::Id);
    let settled = settled.all(db).await?.into_iter().filter_map(line).collect();
    let doubted = payment_doubt::Entity::find()
        .filter(within(payment_doubt::Column::PaidAt, day))
        .order_by_asc(payment_doubt::Column::PaidAt)
        .order_by_asc(payment_doubt::Column::Reference)
        .order_by_asc(payment_doubt::Column::Transaction)
        .order_by_asc(payment_doubt::Column::AmountVnd);
    let doubted = doubted.all(db).await?.into_iter().map(doubted_of).collect::<Result<_, _>>()?;
    Ok(Takings { settled, doubted })
}

/// The money that is to be refunded since a local day, with the time at which it was taken.
///
/// # Errors
/// When the statement fails.
pub async fn surplus_of<C: ConnectionTrait>(db: &C, day: NaiveDate) -> Result<Vec<(Payment, DateTime<Utc>)>, DbErr> {
    let surplus = payment::Entity::find()
        .filter(within(payment::Column::SurplusAt, day))
        .order_by_asc(payment::Column::SurplusAt)
        .order_by_asc(payment::Column::Id);
    let rows = surplus.all(db).await?.into_iter();
    rows.filter_map(|row| row.paid_at.map(|at| read(row).map(|payment| (payment, at)))).collect()
}

fn within(column: impl ColumnTrait, day: NaiveDate) -> Condition {
    let begin = utc(day.and_time(NaiveTime::MIN));
    let end = begin.checked_add_signed(TimeDelta::days(1)).unwrap_or(DateTime::<Utc>::MAX_UTC);
    Condition::all().add(column.gte(begin)).add(column.lt(end))
}

fn line(row: payment::Model) -> Option<Line> {
    let (transaction, paid_at) = row.transaction.zip(row.paid_at)?;
    Some(Line { reference: row.id.to_string(), transaction, amount_vnd: row.amount_vnd.cast_unsigned(), paid_at })
}

fn doubted_of(row: payment_doubt::Model) -> Result<Doubted, DbErr> {
    let (amount_vnd, paid_at) = (row.amount_vnd.cast_unsigned(), row.paid_at);
    let line = Line { reference: row.reference, transaction: row.transaction, amount_vnd, paid_at };
    Ok(Doubted { line, why: named(row.why)?, ordered_vnd: row.ordered_vnd.map(i64::cast_unsigned) })
}

fn read(row: payment::Model) -> Result<Payment, DbErr> {
    Ok(Payment {
        id: PaymentId(row.id),
        dossier: DossierId(row.dossier_id),
        fee: FeeId(row.fee_id),
        amount_vnd: row.amount_vnd.cast_unsigned(),
        way: named(row.way)?,
        state: named(row.state)?,
        surplus_vnd: row.surplus_vnd.cast_unsigned(),
        transaction: row.transaction,
    })
}

/// A value of an enumeration by its stored name.
fn named<T: DeserializeOwned>(name: String) -> Result<T, DbErr> {
    serde_json::from_value(name.into())
        .map_err(|error| DbErr::Custom(format!("a stored payment does not parse: {error}")))
}
