//! The lines of the timeline, and which unit holds a dossier: whoever the last line with a unit names. The row of the
//! dossier does not say it, because most of what is heard is steps, and a step is one statement.

use chrono::{DateTime, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::DossierId;
use motcua_kit::Tx;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{
    Condition, Expr, ExprTrait, Func, InsertStatement, JoinType, Order, Query, SelectStatement, SimpleExpr,
};
use sea_orm::{ConnectionTrait, DbErr, QueryTrait, Select};

use super::entities::dossier::Column;
use super::entities::timeline::Column as Line;
use super::entities::{dossier, timeline};
use crate::domain::What;

const IN_PROGRESS: i32 = 4;
const WITHDRAWING: i32 = 7;
/// The line that names who holds a dossier.
pub(super) const HELD: &str = "held";

/// A step that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Code of the unit that holds the dossier from now on.
    pub unit: String,
    /// Role that carries the step out.
    pub role: String,
    /// When it should be done, UTC.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether the applicant wants the dossier back and waits for the answer.
    pub withdrawing: bool,
}

/// A step was opened: a line that names the unit. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When a statement fails.
pub async fn open_step(tx: &Tx, id: DossierId, step: Step, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let status = if step.withdrawing { WITHDRAWING } else { IN_PROGRESS };
    let held = [
        (Line::Agency, Expr::val(agency_of(&step.unit))),
        (Line::Unit, Expr::val(step.unit.as_str())),
        (Line::Role, Expr::val(step.role)),
        (Line::StepSince, Expr::val(at)),
        (Line::StepDueAt, Expr::val(step.due_at)),
    ];
    let wish = Query::select().column(Column::WithdrawalSince).from(dossier::Entity).and_where(of(id)).to_owned();
    let insert =
        line(id, Expr::val(status), None, at, held)?.returning(Query::returning().expr(Expr::from(wish))).to_owned();
    let Some(row) = tx.db().query_one(&insert).await? else { return Ok(false) };
    let wished: Option<DateTime<Utc>> = row.try_get_by_index(0)?;
    if wished.is_some() && !step.withdrawing {
        end_wish(tx, id).await?;
    }
    Ok(true)
}

/// The leader decided, and with that answered the wish to have the dossier back.
async fn end_wish(tx: &Tx, id: DossierId) -> Result<(), DbErr> {
    let status = Expr::case(Column::Status.eq(WITHDRAWING), IN_PROGRESS).finally(Expr::col(Column::Status));
    let update = dossier::Entity::update_many()
        .col_expr(Column::Status, status.into())
        .col_expr(Column::WithdrawalSince, Expr::val(None::<DateTime<Utc>>))
        .filter(of(id));
    update.exec(tx.db()).await.map(drop)
}

/// The open work moved: another unit holds the dossier, with the same step. False when the dossier is not known as
/// accepted yet.
///
/// # Errors
/// When the statement fails.
pub async fn move_to(tx: &Tx, id: DossierId, unit: String, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let last_status = last(id).column(Line::Status).order_by(Line::N, Order::Desc).limit(1).to_owned();
    let held = [
        (Line::Agency, Expr::val(agency_of(&unit))),
        (Line::Unit, Expr::val(unit.as_str())),
        (Line::Role, last_held(id, Line::Role)),
        (Line::StepSince, last_held(id, Line::StepSince)),
        (Line::StepDueAt, last_held(id, Line::StepDueAt)),
    ];
    add(tx, &line(id, last_status.into(), Some(What::Moved), at, held)?).await
}

/// The clock goes on, and so does the step in the same unit. Nobody counts the step's share again: it has what the
/// dossier has. False when the dossier is not known or not accepted.
pub(super) async fn resume_step(
    tx: &Tx,
    id: DossierId,
    status: i32,
    due_at: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = [
        (Line::Agency, last_held(id, Line::Agency)),
        (Line::Unit, last_held(id, Line::Unit)),
        (Line::Role, last_held(id, Line::Role)),
        (Line::StepSince, last_held(id, Line::StepSince)),
        (Line::StepDueAt, Expr::val(due_at)),
    ];
    add(tx, &line(id, Expr::val(status), None, at, held)?).await
}

/// Adds a line. False when the dossier is not known or not accepted, but for what comes before the acceptance.
pub(super) async fn add_line(
    tx: &Tx,
    id: DossierId,
    status: i32,
    what: Option<What>,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    add(tx, &line(id, Expr::val(status), what, at, [])?).await
}

async fn add(tx: &Tx, insert: &InsertStatement) -> Result<bool, DbErr> {
    Ok(tx.db().execute(insert).await?.rows_affected() > 0)
}

/// A line numbered behind the last, with the due date that the dossier has now.
fn line<const N: usize>(
    id: DossierId,
    status: SimpleExpr,
    what: Option<What>,
    at: DateTime<Utc>,
    held: [(Line, SimpleExpr); N],
) -> Result<InsertStatement, DbErr> {
    /// Sent on, refused, or taken back.
    const NOT_ACCEPTED: [i32; 3] = [2, 3, 8];
    let last_number = last(id).expr(Func::coalesce([Expr::col(Line::N).max(), Expr::val(0)])).to_owned();
    let (columns, values): (Vec<_>, Vec<_>) = held.into_iter().unzip();
    let line = Query::select()
        .expr(Expr::col((dossier::Entity, Column::Id)))
        .expr(Expr::from(last_number).add(1))
        .expr(Expr::val(at))
        .expr(status)
        .expr(Expr::col((dossier::Entity, Column::DueAt)))
        .expr(Expr::val(what.map(What::as_str)))
        .exprs(values)
        .from(dossier::Entity)
        .and_where(of(id))
        .cond_where(Condition::any().add(Column::AcceptedAt.is_not_null()).add(Column::Status.is_in(NOT_ACCEPTED)))
        .to_owned();
    let first = [Line::DossierId, Line::N, Line::At, Line::Status, Line::DueAt, Line::What];
    let insert = Query::insert()
        .into_table(timeline::Entity)
        .columns(first.into_iter().chain(columns))
        .select_from(line)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    Ok(insert)
}

/// What the line says that names who holds the dossier.
fn last_held(id: DossierId, column: Line) -> SimpleExpr {
    let mut held = last(id);
    held.column(column).and_where(Line::Unit.is_not_null()).order_by(Line::N, Order::Desc).limit(1);
    held.into()
}

fn last(id: DossierId) -> SelectStatement {
    Query::select().from(timeline::Entity).and_where(Line::DossierId.eq(id.0)).to_owned()
}

fn of(id: DossierId) -> SimpleExpr {
    Column::Id.eq(id.0)
}

/// The later of a stored moment and `at`: producers are heard in any order.
pub(super) fn later(column: Column, at: DateTime<Utc>) -> Expr {
    Expr::case(column.lt(at), Expr::val(at)).finally(Expr::col(column)).into()
}

/// The same dossiers, each beside the line that names who holds it.
pub(super) fn with_holder(mut dossiers: Select<dossier::Entity>) -> Select<dossier::Entity> {
    const OF_DOSSIER: &str = "of_dossier";
    let line = |of: Line| Expr::col((OF_DOSSIER, of));
    let last = Query::select()
        .expr(line(Line::N).max())
        .from_as(timeline::Entity, OF_DOSSIER)
        .and_where(line(Line::DossierId).eq(Expr::col((dossier::Entity, Column::Id))))
        .and_where(line(Line::Unit).is_not_null())
        .to_owned();
    let holds = Condition::all()
        .add(Expr::col((HELD, Line::DossierId)).eq(Expr::col((dossier::Entity, Column::Id))))
        .add(Expr::col((HELD, Line::N)).eq(Expr::from(last)));
    QueryTrait::query(&mut dossiers).join_as(JoinType::LeftJoin, timeline::Entity, HELD, holds);
    dossiers
}

/// The condition that a unit of one of these agencies holds the dossier; before its journey that is who received it.
pub(super) fn held_by(agencies: &[String]) -> Expr {
    let holder =
        Func::coalesce([Expr::col((HELD, Line::Agency)), Expr::col((dossier::Entity, Column::ReceivingAgency))]);
    Expr::from(holder).is_in(agencies)
}
