//! What happens to a dossier beside the changes of its status: opinions, payments, a promise, recalled results. None of
//! it moves the clock, and all of it may be heard before or after what routing says of the same moment.

use chrono::{DateTime, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::DossierId;
use motcua_kit::Tx;
use motcua_worktime::local_date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

use super::dossiers::known;
use super::entities::dossier::Column;
use super::entities::{dossier, opinion, payment};
use super::lines::later;
use crate::domain::Needs;

/// An opinion that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The task of the opinion.
    pub task: Uuid,
    /// Code of the unit asked.
    pub unit: String,
}

/// Money that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The fee it was for.
    pub fee: Uuid,
    /// Vietnamese dong.
    pub amount_vnd: i64,
    /// counter or online.
    pub way: String,
}

/// An opinion was asked for. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When a statement fails.
pub async fn ask_opinion(tx: &Tx, id: DossierId, question: Question, at: DateTime<Utc>) -> Result<bool, DbErr> {
    if !touch(tx, id, at).await? {
        return Ok(false);
    }
    let row = opinion::ActiveModel {
        task_id: Set(question.task),
        dossier_id: Set(id.0),
        agency: Set(agency_of(&question.unit).to_owned()),
        unit: Set(question.unit),
        asked_at: Set(at),
        given_at: Set(None),
    };
    opinion::Entity::insert(row).exec_without_returning(tx.db()).await.map(|_| true)
}

/// An opinion was given. False when nobody is known to have asked for it yet.
///
/// # Errors
/// When a statement fails.
pub async fn give_opinion(tx: &Tx, id: DossierId, task: Uuid, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let update = opinion::Entity::update_many()
        .col_expr(opinion::Column::GivenAt, Expr::val(at))
        .filter(opinion::Column::TaskId.eq(task));
    if update.exec(tx.db()).await?.rows_affected == 0 {
        return Ok(false);
    }
    touch(tx, id, at).await
}

/// What was asked of a unit and not answered yet is owed by another from now on.
///
/// # Errors
/// When the statement fails.
pub async fn move_opinions(tx: &Tx, id: DossierId, from: &str, to: &str) -> Result<(), DbErr> {
    let update = opinion::Entity::update_many()
        .col_expr(opinion::Column::Unit, Expr::val(to))
        .col_expr(opinion::Column::Agency, Expr::val(agency_of(to)))
        .filter(opinion::Column::DossierId.eq(id.0))
        .filter(opinion::Column::Unit.eq(from))
        .filter(opinion::Column::GivenAt.is_null());
    update.exec(tx.db()).await.map(drop)
}

/// Money came in, numbered behind what came in before: the difference after a correction to a dearer procedure is paid
/// for the same fee.
///
/// # Errors
/// When the statement fails.
pub async fn collect(tx: &Tx, id: DossierId, paid: Payment, at: DateTime<Utc>) -> Result<(), DbErr> {
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
        (payment::Column::Way, Expr::val(paid.way)),
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
    tx.db().execute(&insert).await.map(drop)
}

/// The office demands something to pay: who waits, waits for that and for no payment demanded before. False when it is
/// not known as handed in yet.
///
/// # Errors
/// When the statement fails.
pub async fn owes(tx: &Tx, id: DossierId, fee: Uuid) -> Result<bool, DbErr> {
    let row = dossier::ActiveModel { has_fee: Set(true), fee_asked: Set(Some(fee)), ..Default::default() };
    set(tx, id, row).await
}

/// What was demanded is paid: an answer when it is the newest demand, heard of before or after. False when the dossier
/// is not known as handed in yet.
///
/// # Errors
/// When the statement fails.
pub async fn fee_paid(tx: &Tx, id: DossierId, fee: Uuid, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let row = dossier::ActiveModel { fee_paid: Set(Some(fee)), fee_paid_at: Set(Some(at)), ..Default::default() };
    set(tx, id, row).await
}

/// The agency promised a later moment; the due date stays. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When the statement fails.
pub async fn promise(tx: &Tx, id: DossierId, promised: DateTime<Utc>, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let row =
        dossier::ActiveModel { promised_at: Set(Some(promised)), promised_since: Set(Some(at)), ..Default::default() };
    let update = dossier::Entity::update_many().set(row).filter(Column::Id.eq(id.0)).filter(known(Needs::Acceptance));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

/// The applicant brought papers. False when the dossier is not known as handed in yet.
///
/// # Errors
/// When the statement fails.
pub async fn answered(tx: &Tx, id: DossierId, at: DateTime<Utc>) -> Result<bool, DbErr> {
    set(tx, id, dossier::ActiveModel { answered_at: Set(Some(at)), ..Default::default() }).await
}

/// An issued result was called back: it cannot be handed over before the journey ended once more. False when the
/// dossier is not known as accepted yet.
///
/// # Errors
/// When the statement fails.
pub async fn recalled(tx: &Tx, id: DossierId, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let update = dossier::Entity::update_many()
        .col_expr(Column::MovedAt, later(Column::MovedAt, at))
        .col_expr(Column::Recalls, Expr::col(Column::Recalls).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

async fn set(tx: &Tx, id: DossierId, row: dossier::ActiveModel) -> Result<bool, DbErr> {
    let update = dossier::Entity::update_many().set(row).filter(Column::Id.eq(id.0));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

async fn touch(tx: &Tx, id: DossierId, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let update = dossier::Entity::update_many()
        .col_expr(Column::MovedAt, later(Column::MovedAt, at))
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}
