//! The rows of the timeline, and the unit that holds a dossier: the unit of the last row that has one. The row of the
//! dossier does not repeat it, because most events are steps, and a step is one statement.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_contracts::{Status, UnitCode};
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{
    Condition, Expr, ExprTrait, Func, InsertStatement, JoinType, Order, Query, SelectStatement, SimpleExpr,
};
use sea_orm::{DbErr, QueryTrait, Select};

use super::entities::dossier::Column;
use super::entities::timeline::Column as Row;
use super::entities::{dossier, timeline};
use crate::domain::TimelineKind;

/// The row that names the unit that holds a dossier.
pub(super) const HELD: &str = "held";

/// A step that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedStep {
    /// Code of the unit that holds the dossier from now on.
    pub unit: UnitCode,
    /// Role that carries out the step.
    pub role: String,
    /// When it is due, UTC.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether a withdrawal request is pending.
    pub withdrawing: bool,
}

/// The row of a change.
pub(super) struct NewRow {
    /// The status from now on.
    pub(super) status: Status,
    /// What the row is, where its status does not say it.
    pub(super) kind: Option<TimelineKind>,
    /// The due date from now on; the present one stays when there is none.
    pub(super) due_at: Option<DateTime<Utc>>,
    /// When, UTC.
    pub(super) at: DateTime<Utc>,
}

/// Defers the row of an opened step; the commit fails with `RecordNotFound` when the dossier is not known as accepted
/// yet.
///
/// # Errors
/// When the statement cannot be built.
pub fn open_step(tx: &Tx, id: DossierId, step: OpenedStep, at: DateTime<Utc>) -> Result<(), DbErr> {
    let status = if step.withdrawing { Status::WithdrawalRequested } else { Status::InProgress };
    let held = [
        (Row::Agency, Expr::val(step.unit.agency().as_str())),
        (Row::Unit, Expr::val(step.unit.as_str())),
        (Row::Role, Expr::val(step.role)),
        (Row::StepSince, Expr::val(at)),
        (Row::StepDueAt, Expr::val(step.due_at)),
    ];
    tx.defer_existing(&row_of_accepted(id, number(status), None, at, held)?);
    if !step.withdrawing {
        end_withdrawal_request(tx, id);
    }
    Ok(())
}

/// The leader decided to continue, which answers a pending withdrawal request.
fn end_withdrawal_request(tx: &Tx, id: DossierId) {
    let is_requested = Column::Status.eq(Status::WithdrawalRequested.number());
    let status = Expr::case(is_requested, Status::InProgress.number()).finally(Expr::col(Column::Status));
    let update = dossier::Entity::update_many()
        .col_expr(Column::Status, status.into())
        .col_expr(Column::WithdrawalSince, Expr::val(None::<DateTime<Utc>>))
        .filter(of(id))
        .filter(Column::WithdrawalSince.is_not_null());
    tx.defer_any(&update.into_query());
}

/// Moves the open step to another unit. Deferred; the commit fails with `RecordNotFound` when the dossier is not known
/// as accepted yet.
///
/// # Errors
/// When the statement cannot be built.
pub fn move_open_step(tx: &Tx, id: DossierId, unit: UnitCode, at: DateTime<Utc>) -> Result<(), DbErr> {
    let last_status = rows_of(id).column(Row::Status).order_by(Row::N, Order::Desc).limit(1).to_owned();
    let held = [
        (Row::Agency, Expr::val(unit.agency().as_str())),
        (Row::Unit, Expr::val(unit.as_str())),
        (Row::Role, last_held(id, Row::Role)),
        (Row::StepSince, last_held(id, Row::StepSince)),
        (Row::StepDueAt, last_held(id, Row::StepDueAt)),
    ];
    tx.defer_existing(&row_of_accepted(id, last_status.into(), Some(TimelineKind::Moved), at, held)?);
    Ok(())
}

/// Defers the row with which the step continues in the same unit after a pause. The step is due when the dossier is:
/// its own share of the limit is not counted again.
pub(super) fn resume_step(tx: &Tx, id: DossierId, new: NewRow, due_at: DateTime<Utc>) -> Result<(), DbErr> {
    let held = [
        (Row::Agency, last_held(id, Row::Agency)),
        (Row::Unit, last_held(id, Row::Unit)),
        (Row::Role, last_held(id, Row::Role)),
        (Row::StepSince, last_held(id, Row::StepSince)),
        (Row::StepDueAt, Expr::val(due_at)),
    ];
    add(tx, id, new, held)
}

/// Defers a row of a dossier that the same unit of work updates.
pub(super) fn add_row(tx: &Tx, id: DossierId, new: NewRow) -> Result<(), DbErr> {
    add(tx, id, new, [])
}

/// The row does not read what the update of the dossier writes, so that both can be one statement.
fn add<const N: usize>(tx: &Tx, id: DossierId, new: NewRow, held: [(Row, SimpleExpr); N]) -> Result<(), DbErr> {
    let present = Query::select().column(Column::DueAt).from(dossier::Entity).and_where(of(id)).to_owned();
    let due_at = new.due_at.map_or_else(|| present.into(), Expr::val);
    let (columns, held): (Vec<_>, Vec<_>) = held.into_iter().unzip();
    let first = [
        Expr::val(id.0),
        next_number(id),
        Expr::val(new.at),
        number(new.status),
        due_at,
        Expr::val(new.kind.map(TimelineKind::as_str)),
    ];
    let insert = Query::insert()
        .into_table(timeline::Entity)
        .columns(FIRST.into_iter().chain(columns))
        .values(first.into_iter().chain(held))
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    tx.defer(&insert, 1);
    Ok(())
}

const FIRST: [Row; 6] = [Row::DossierId, Row::N, Row::At, Row::Status, Row::DueAt, Row::What];

fn next_number(id: DossierId) -> SimpleExpr {
    let last = rows_of(id).expr(Func::coalesce([Expr::col(Row::N).max(), Expr::val(0)])).to_owned();
    Expr::from(last).add(1)
}

fn number(status: Status) -> SimpleExpr {
    Expr::val(status.number())
}

/// A row with the present due date of the dossier; no row when the dossier is not accepted.
fn row_of_accepted<const N: usize>(
    id: DossierId,
    status: SimpleExpr,
    kind: Option<TimelineKind>,
    at: DateTime<Utc>,
    held: [(Row, SimpleExpr); N],
) -> Result<InsertStatement, DbErr> {
    let (columns, values): (Vec<_>, Vec<_>) = held.into_iter().unzip();
    let values = Query::select()
        .expr(Expr::col((dossier::Entity, Column::Id)))
        .expr(next_number(id))
        .expr(Expr::val(at))
        .expr(status)
        .expr(Expr::col((dossier::Entity, Column::DueAt)))
        .expr(Expr::val(kind.map(TimelineKind::as_str)))
        .exprs(values)
        .from(dossier::Entity)
        .and_where(of(id))
        .and_where(Column::AcceptedAt.is_not_null())
        .to_owned();
    let insert = Query::insert()
        .into_table(timeline::Entity)
        .columns(FIRST.into_iter().chain(columns))
        .select_from(values)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    Ok(insert)
}

/// A column of the row that names the unit that holds the dossier.
fn last_held(id: DossierId, column: Row) -> SimpleExpr {
    let mut held = rows_of(id);
    held.column(column).and_where(Row::Unit.is_not_null()).order_by(Row::N, Order::Desc).limit(1);
    held.into()
}

fn rows_of(id: DossierId) -> SelectStatement {
    Query::select().from(timeline::Entity).and_where(Row::DossierId.eq(id.0)).to_owned()
}

fn of(id: DossierId) -> SimpleExpr {
    Column::Id.eq(id.0)
}

/// The same dossiers, each joined with the row that names the unit that holds it.
pub(super) fn with_holder(mut dossiers: Select<dossier::Entity>) -> Select<dossier::Entity> {
    const OF_DOSSIER: &str = "of_dossier";
    let row = |of: Row| Expr::col((OF_DOSSIER, of));
    let last = Query::select()
        .expr(row(Row::N).max())
        .from_as(timeline::Entity, OF_DOSSIER)
        .and_where(row(Row::DossierId).eq(Expr::col((dossier::Entity, Column::Id))))
        .and_where(row(Row::Unit).is_not_null())
        .to_owned();
    let holds = Condition::all()
        .add(Expr::col((HELD, Row::DossierId)).eq(Expr::col((dossier::Entity, Column::Id))))
        .add(Expr::col((HELD, Row::N)).eq(Expr::from(last)));
    QueryTrait::query(&mut dossiers).join_as(JoinType::LeftJoin, timeline::Entity, HELD, holds);
    dossiers
}

/// The condition that a unit of one of these agencies holds the dossier; before its journey the unit that received it.
pub(super) fn held_by(agencies: &[String]) -> Expr {
    let holder =
        Func::coalesce([Expr::col((HELD, Row::Agency)), Expr::col((dossier::Entity, Column::ReceivingAgency))]);
    Expr::from(holder).is_in(agencies)
}
