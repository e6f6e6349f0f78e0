//! The lines of the timeline, and which unit holds a dossier.

use chrono::{DateTime, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::DossierId;
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, Order, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

use super::beside;
use super::dossiers::known;
use super::entities::dossier::Column;
use super::entities::{dossier, timeline};
use crate::domain::{Needs, What};

const IN_PROGRESS: i32 = 4;

/// A step that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Code of the unit that holds the dossier from now on.
    pub unit: String,
    /// Role that carries the step out.
    pub role: String,
    /// When it should be done, UTC.
    pub due_at: Option<DateTime<Utc>>,
}

/// A step was opened: a line that names the unit. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When a statement fails.
pub async fn open_step(tx: &Tx, id: DossierId, step: Step, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let row = dossier::ActiveModel {
        step_role: Set(Some(step.role)),
        step_due_at: Set(step.due_at),
        step_since: Set(Some(at)),
        ..held_by(&step.unit)
    };
    if !hold(tx, id, row, at).await? {
        return Ok(false);
    }
    beside::note_opinions(tx, id).await?;
    add_line(tx, id, Some(IN_PROGRESS), Some(step.unit), None, at).await
}

/// The open work moved: another unit holds the dossier. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When a statement fails.
pub async fn move_to(tx: &Tx, id: DossierId, unit: String, at: DateTime<Utc>) -> Result<bool, DbErr> {
    if !hold(tx, id, held_by(&unit), at).await? {
        return Ok(false);
    }
    add_line(tx, id, None, Some(unit), Some(What::Moved), at).await
}

fn held_by(unit: &str) -> dossier::ActiveModel {
    dossier::ActiveModel {
        holder: Set(Some(unit.to_owned())),
        holder_agency: Set(Some(agency_of(unit).to_owned())),
        ..Default::default()
    }
}

async fn hold(tx: &Tx, id: DossierId, row: dossier::ActiveModel, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let update = dossier::Entity::update_many()
        .set(row)
        .col_expr(Column::MovedAt, later(Column::MovedAt, at))
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

/// The later of a stored moment and `at`: producers are heard in any order.
pub(super) fn later(column: Column, at: DateTime<Utc>) -> Expr {
    Expr::case(column.lt(at), Expr::val(at)).finally(Expr::col(column)).into()
}

/// Adds a line, numbered behind the last, with the due date the dossier has now, and without a `status` that of the
/// last line. False when the dossier is not known or not accepted, but for what comes before the acceptance.
pub(super) async fn add_line(
    tx: &Tx,
    id: DossierId,
    status: Option<i32>,
    unit: Option<String>,
    what: Option<What>,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    /// Sent on, refused, or taken back.
    const NOT_ACCEPTED: [i32; 3] = [2, 3, 8];
    let line = Query::select()
        .expr(Expr::col((dossier::Entity, Column::Id)))
        .expr(Expr::from(last_number(id)).add(1))
        .expr(Expr::val(at))
        .expr(status.map_or_else(|| last_status(id).into(), Expr::val))
        .expr(Expr::col((dossier::Entity, Column::DueAt)))
        .expr(Expr::val(unit))
        .expr(Expr::val(what.map(What::as_str)))
        .from(dossier::Entity)
        .and_where(Column::Id.eq(id.0))
        .cond_where(Condition::any().add(Column::AcceptedAt.is_not_null()).add(Column::Status.is_in(NOT_ACCEPTED)))
        .to_owned();
    let insert = Query::insert()
        .into_table(timeline::Entity)
        .columns([
            timeline::Column::DossierId,
            timeline::Column::N,
            timeline::Column::At,
            timeline::Column::Status,
            timeline::Column::DueAt,
            timeline::Column::Unit,
            timeline::Column::What,
        ])
        .select_from(line)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    Ok(tx.db().execute(&insert).await?.rows_affected() > 0)
}

fn last_number(id: DossierId) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .expr(Func::coalesce([Expr::col(timeline::Column::N).max(), Expr::val(0)]))
        .from(timeline::Entity)
        .and_where(timeline::Column::DossierId.eq(id.0))
        .to_owned()
}

fn last_status(id: DossierId) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .expr(Expr::col(timeline::Column::Status))
        .from(timeline::Entity)
        .and_where(timeline::Column::DossierId.eq(id.0))
        .order_by(timeline::Column::N, Order::Desc)
        .limit(1)
        .to_owned()
}
