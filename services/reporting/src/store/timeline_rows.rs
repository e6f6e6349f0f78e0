//! The rows of the timeline, and the unit that holds a dossier: the unit of the last row that has one. The row of the
//! dossier does not repeat it, because most events are steps, and a step is one statement.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_contracts::{Status, UnitCode};
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{
    BinOper, Condition, Expr, ExprTrait, Func, InsertStatement, JoinType, Order, Query, SelectStatement, SimpleExpr,
};
use sea_orm::{ConnectionTrait, DbErr, QueryTrait, Select};

use super::entities::dossier::Column;
use super::entities::timeline::Column as Row;
use super::entities::{dossier, timeline};
use crate::domain::TimelineKind;

/// The row that names the unit that holds a dossier.
pub(super) const HELD: &str = "held";
/// The statuses of a dossier that is not accepted and has timeline rows: sent on, refused, withdrawn.
const NOT_ACCEPTED: [Status; 3] = [Status::Accepted, Status::NotAccepted, Status::Stopped];

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

/// Inserts the row of an opened step. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When the database cannot be written.
pub async fn open_step(tx: &Tx, id: DossierId, step: OpenedStep, at: DateTime<Utc>) -> Result<bool, DbErr> {
    const WITHDRAWAL_SINCE: &str = "withdrawal_since";
    let status = if step.withdrawing { Status::WithdrawalRequested } else { Status::InProgress };
    let held = [
        (Row::Agency, Expr::val(step.unit.agency().as_str())),
        (Row::Unit, Expr::val(step.unit.as_str())),
        (Row::Role, Expr::val(step.role)),
        (Row::StepSince, Expr::val(at)),
        (Row::StepDueAt, Expr::val(step.due_at)),
    ];
    let pending = Query::select().column(Column::WithdrawalSince).from(dossier::Entity).and_where(of(id)).to_owned();
    let pending = Expr::from(pending).binary(BinOper::As, Expr::col(WITHDRAWAL_SINCE));
    let insert = row(id, number(status), None, at, held)?.returning(Query::returning().expr(pending)).to_owned();
    let Some(inserted) = tx.query_one(&insert).await? else { return Ok(false) };
    let pending: Option<DateTime<Utc>> = inserted.try_get("", WITHDRAWAL_SINCE)?;
    if pending.is_some() && !step.withdrawing {
        end_withdrawal_request(tx, id);
    }
    Ok(true)
}

/// The leader decided to continue, which answers the withdrawal request.
fn end_withdrawal_request(tx: &Tx, id: DossierId) {
    let is_requested = Column::Status.eq(Status::WithdrawalRequested.number());
    let status = Expr::case(is_requested, Status::InProgress.number()).finally(Expr::col(Column::Status));
    let update = dossier::Entity::update_many()
        .col_expr(Column::Status, status.into())
        .col_expr(Column::WithdrawalSince, Expr::val(None::<DateTime<Utc>>))
        .filter(of(id));
    tx.defer(&update.into_query(), 1);
}

/// Moves the open step to another unit. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When the database cannot be written.
pub async fn move_open_step(tx: &Tx, id: DossierId, unit: UnitCode, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let last_status = rows_of(id).column(Row::Status).order_by(Row::N, Order::Desc).limit(1).to_owned();
    let held = [
        (Row::Agency, Expr::val(unit.agency().as_str())),
        (Row::Unit, Expr::val(unit.as_str())),
        (Row::Role, last_held(id, Row::Role)),
        (Row::StepSince, last_held(id, Row::StepSince)),
        (Row::StepDueAt, last_held(id, Row::StepDueAt)),
    ];
    let insert = row(id, last_status.into(), Some(TimelineKind::Moved), at, held)?;
    Ok(tx.execute(&insert).await?.rows_affected() > 0)
}

/// Defers the row with which the step continues in the same unit after a pause. The step is due when the dossier is:
/// its own share of the limit is not counted again.
pub(super) fn resume_step(
    tx: &Tx,
    id: DossierId,
    status: Status,
    due_at: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let held = [
        (Row::Agency, last_held(id, Row::Agency)),
        (Row::Unit, last_held(id, Row::Unit)),
        (Row::Role, last_held(id, Row::Role)),
        (Row::StepSince, last_held(id, Row::StepSince)),
        (Row::StepDueAt, Expr::val(due_at)),
    ];
    tx.defer(&row(id, number(status), None, at, held)?, 1);
    Ok(())
}

/// Defers a row of a dossier that was just updated.
pub(super) fn add_row(
    tx: &Tx,
    id: DossierId,
    status: Status,
    kind: Option<TimelineKind>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    tx.defer(&row(id, number(status), kind, at, [])?, 1);
    Ok(())
}

fn number(status: Status) -> SimpleExpr {
    Expr::val(status.number())
}

/// A row numbered after the last one, with the present due date of the dossier; no row when the dossier is not
/// accepted, unless it is a status that comes before acceptance.
fn row<const N: usize>(
    id: DossierId,
    status: SimpleExpr,
    kind: Option<TimelineKind>,
    at: DateTime<Utc>,
    held: [(Row, SimpleExpr); N],
) -> Result<InsertStatement, DbErr> {
    let last_number = rows_of(id).expr(Func::coalesce([Expr::col(Row::N).max(), Expr::val(0)])).to_owned();
    let not_accepted = Column::Status.is_in(NOT_ACCEPTED.map(Status::number));
    let (columns, values): (Vec<_>, Vec<_>) = held.into_iter().unzip();
    let values = Query::select()
        .expr(Expr::col((dossier::Entity, Column::Id)))
        .expr(Expr::from(last_number).add(1))
        .expr(Expr::val(at))
        .expr(status)
        .expr(Expr::col((dossier::Entity, Column::DueAt)))
        .expr(Expr::val(kind.map(TimelineKind::as_str)))
        .exprs(values)
        .from(dossier::Entity)
        .and_where(of(id))
        .cond_where(Condition::any().add(Column::AcceptedAt.is_not_null()).add(not_accepted))
        .to_owned();
    let first = [Row::DossierId, Row::N, Row::At, Row::Status, Row::DueAt, Row::What];
    let insert = Query::insert()
        .into_table(timeline::Entity)
        .columns(first.into_iter().chain(columns))
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
