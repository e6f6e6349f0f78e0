//! Payments for fees: begun, made, and to be given back.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_payments::Notice;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QueryOrder};
use serde::de::DeserializeOwned;

use super::Dossier;
use super::entities::payment;
use crate::domain::{self, Payment, PaymentState};

/// A payment as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The payment.
    pub payment: Payment,
    /// Its number among those of its dossier, from 1.
    pub number: i32,
    /// When it was made or begun, business time.
    pub begun_at: DateTime<Utc>,
    /// When the money was taken, once it was.
    pub paid_at: Option<DateTime<Utc>>,
}

/// Notes a payment that was made or begun at a business time, and gives it the next number of its dossier. The caller
/// holds the head of the dossier, so that no two get the same.
///
/// # Errors
/// When the statement fails.
pub async fn add_payment(tx: &Tx, made: &Payment, actor: &Actor, at: DateTime<Utc>) -> Result<(), DbErr> {
    use payment::Column::{
        AmountVnd, BegunAt, BegunBy, DossierId, FeeId, Id, Number, PaidAt, RefundedVnd, State, SurplusVnd, Way,
    };
    let next = Query::select()
        .expr(Expr::col(Number).max().if_null(0).add(1))
        .from(payment::Entity)
        .and_where(Expr::col(DossierId).eq(made.dossier.0))
        .to_owned();
    let row = [
        (Id, made.id.0.into()),
        (DossierId, made.dossier.0.into()),
        (Number, Expr::SubQuery(None, Box::new(next.into()))),
        (FeeId, made.fee.0.into()),
        (AmountVnd, made.amount_vnd.cast_signed().into()),
        (Way, made.way.as_str().into()),
        (State, made.state.as_str().into()),
        (SurplusVnd, made.surplus_vnd.cast_signed().into()),
        (RefundedVnd, made.refunded_vnd.cast_signed().into()),
        (BegunBy, actor.name().into()),
        (BegunAt, at.into()),
        (PaidAt, (made.state == PaymentState::Paid).then_some(at).into()),
    ];
    let (columns, values): (Vec<_>, Vec<Expr>) = row.into_iter().unzip();
    let insert = Query::insert().into_table(payment::Entity).columns(columns).values_panic(values).to_owned();
    tx.db().execute(&insert).await.map(drop)
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

/// The payments of a dossier, in the order in which they were begun.
///
/// # Errors
/// When the statement fails.
pub async fn payments_of<C: ConnectionTrait>(db: &C, dossier: DossierId) -> Result<Vec<Kept>, DbErr> {
    let rows =
        payment::Entity::find().filter(payment::Column::DossierId.eq(dossier.0)).order_by_asc(payment::Column::Number);
    let kept = |row: payment::Model| {
        let (number, begun_at, paid_at) = (row.number, row.begun_at, row.paid_at);
        read(row).map(|payment| Kept { payment, number, begun_at, paid_at })
    };
    rows.all(db).await?.into_iter().map(kept).collect()
}

pub(super) fn read(row: payment::Model) -> Result<Payment, DbErr> {
    Ok(Payment {
        id: PaymentId(row.id),
        dossier: DossierId(row.dossier_id),
        fee: FeeId(row.fee_id),
        amount_vnd: row.amount_vnd.cast_unsigned(),
        way: named(row.way)?,
        state: named(row.state)?,
        surplus_vnd: row.surplus_vnd.cast_unsigned(),
        refunded_vnd: row.refunded_vnd.cast_unsigned(),
        transaction: row.transaction,
    })
}

/// A value of an enumeration by its stored name.
pub(super) fn named<T: DeserializeOwned>(name: String) -> Result<T, DbErr> {
    serde_json::from_value(name.into())
        .map_err(|error| DbErr::Custom(format!("a stored payment does not parse: {error}")))
}
