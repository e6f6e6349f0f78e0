//! What happens to a dossier besides the changes of its status: opinions, payments, a promised date, recalled results.
//! None of it moves the clock, and its events may arrive before or after routing's events of the same moment. All writes
//! are deferred; the commit fails with `RecordNotFound` when the dossier is not known as far as one needs.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_contracts::{PaymentMethod, UnitCode};
use motcua_kit::Tx;
use motcua_worktime::local_date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{ActiveValue::Set, DbErr, QueryTrait};

use super::dossier_conditions::{known, later};
use super::entities::dossier::Column;
use super::entities::{dossier, opinion, payment};
use crate::domain::Needs;

/// A request for an opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionRequest {
    /// The task of the opinion.
    pub task: Uuid,
    /// Code of the unit asked.
    pub unit: UnitCode,
}

/// A payment that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The fee it was for.
    pub fee: Uuid,
    /// Vietnamese dong.
    pub amount_vnd: i64,
    /// How it was paid.
    pub payment_method: PaymentMethod,
}

/// Defers a request for an opinion of an accepted dossier.
pub fn insert_opinion(tx: &Tx, id: DossierId, request: OpinionRequest, at: DateTime<Utc>) {
    touch(tx, id, at);
    let row = opinion::ActiveModel {
        task_id: Set(request.task),
        dossier_id: Set(id.0),
        agency: Set(request.unit.agency().into_string()),
        unit: Set(request.unit.into()),
        asked_at: Set(at),
        given_at: Set(None),
    };
    tx.defer(&opinion::Entity::insert(row).into_query(), 1);
}

/// Marks an opinion as given, once its request is known.
pub fn mark_opinion_given(tx: &Tx, id: DossierId, task: Uuid, at: DateTime<Utc>) {
    let update = opinion::Entity::update_many()
        .col_expr(opinion::Column::GivenAt, Expr::val(at))
        .filter(opinion::Column::TaskId.eq(task));
    tx.defer_existing(&update.into_query());
    touch(tx, id, at);
}

/// Moves the pending opinions of a unit to another one.
pub fn move_opinions(tx: &Tx, id: DossierId, from: &UnitCode, to: &UnitCode) {
    let update = opinion::Entity::update_many()
        .col_expr(opinion::Column::Unit, Expr::val(to.as_str()))
        .col_expr(opinion::Column::Agency, Expr::val(to.agency().as_str()))
        .filter(opinion::Column::DossierId.eq(id.0))
        .filter(opinion::Column::Unit.eq(from.as_str()))
        .filter(opinion::Column::GivenAt.is_null());
    tx.defer_any(&update.into_query());
}

/// Inserts a payment, numbered after those before: the difference after a correction to a dearer procedure is paid for
/// the same fee.
///
/// # Errors
/// When the statement cannot be built.
pub fn record_payment(tx: &Tx, id: DossierId, paid: Payment, at: DateTime<Utc>) -> Result<(), DbErr> {
    let last_number = Query::select()
        .expr(Func::coalesce([Expr::col(payment::Column::N).max(), Expr::val(0)]))
        .from(payment::Entity)
        .and_where(payment::Column::DossierId.eq(id.0))
        .to_owned();
    let row = [
        (payment::Column::DossierId, Expr::val(id.0)),
        (payment::Column::N, Expr::from(last_number).add(1)),
        (payment::Column::FeeId, Expr::val(paid.fee)),
        (payment::Column::AmountVnd, Expr::val(paid.amount_vnd)),
        (payment::Column::PaymentMethod, Expr::val(paid.payment_method.as_str())),
        (payment::Column::At, Expr::val(at)),
        (payment::Column::OnDay, Expr::val(local_date(at))),
    ];
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    let insert = Query::insert()
        .into_table(payment::Entity)
        .columns(columns)
        .values(values)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    tx.defer(&insert, 1);
    Ok(())
}

/// Marks a fee of a submitted dossier as demanded: from now on it waits for this fee and for none demanded before.
pub fn mark_fee_due(tx: &Tx, id: DossierId, fee: Uuid) {
    let row = dossier::ActiveModel { has_fee: Set(true), fee_asked: Set(Some(fee)), ..Default::default() };
    set(tx, id, row);
}

/// Marks a fee of a submitted dossier as paid; this answers the demand when it is the newest one, in whichever order
/// both arrive.
pub fn mark_fee_paid(tx: &Tx, id: DossierId, fee: Uuid, at: DateTime<Utc>) {
    let row = dossier::ActiveModel { fee_paid: Set(Some(fee)), fee_paid_at: Set(Some(at)), ..Default::default() };
    set(tx, id, row);
}

/// Saves the later moment that the agency promised for an accepted dossier; the due date stays.
pub fn save_promise(tx: &Tx, id: DossierId, promised: DateTime<Utc>, at: DateTime<Utc>) {
    let row =
        dossier::ActiveModel { promised_at: Set(Some(promised)), promised_since: Set(Some(at)), ..Default::default() };
    let update = dossier::Entity::update_many().set(row).filter(Column::Id.eq(id.0)).filter(known(Needs::Acceptance));
    tx.defer_existing(&update.into_query());
}

/// Marks that the applicant of a submitted dossier handed in papers.
pub fn mark_supplement_received(tx: &Tx, id: DossierId, at: DateTime<Utc>) {
    set(tx, id, dossier::ActiveModel { answered_at: Set(Some(at)), ..Default::default() });
}

/// Records the recall of an issued result, which cannot be returned before the journey is completed once more.
pub fn record_recall(tx: &Tx, id: DossierId, at: DateTime<Utc>) {
    let update = dossier::Entity::update_many()
        .col_expr(Column::MovedAt, later(Column::MovedAt, at))
        .col_expr(Column::Recalls, Expr::col(Column::Recalls).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    tx.defer_existing(&update.into_query());
}

fn set(tx: &Tx, id: DossierId, row: dossier::ActiveModel) {
    let update = dossier::Entity::update_many().set(row).filter(Column::Id.eq(id.0));
    tx.defer_existing(&update.into_query());
}

fn touch(tx: &Tx, id: DossierId, at: DateTime<Utc>) {
    let update = dossier::Entity::update_many()
        .col_expr(Column::MovedAt, later(Column::MovedAt, at))
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    tx.defer_existing(&update.into_query());
}
