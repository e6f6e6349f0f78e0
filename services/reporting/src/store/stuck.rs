//! The open dossiers that nobody moves, those that wait longest first: what `Patience` and `Standing` say, as SQL.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Condition, Expr, ExprTrait, JoinType, Order, Query};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryOrder, QuerySelect, QueryTrait, Select};

use super::entities::dossier::Column;
use super::entities::timeline::Column as Line;
use super::entities::{dossier, opinion, procedure};
use super::lines::{HELD, held_by, with_holder};
use crate::domain::{Latest, Patience, Standing, WaitsFor};

/// The opinion that a dossier waits for longest.
const ASKED: &str = "asked";

/// Which ones to list.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// Those that concern one of these agencies; without any all.
    pub agencies: Option<&'a [String]>,
    /// How long is too long.
    pub patience: &'a Patience,
    /// The place to go on from: since when the last one waited, and its id.
    pub after: Option<(DateTime<Utc>, DossierId)>,
}

/// An open dossier that waits.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its id.
    pub id: DossierId,
    /// Its legal code; before there is one its submission reference.
    pub code: String,
    /// How it stands.
    pub standing: Standing,
    /// Name of its procedure.
    pub procedure: Option<String>,
    /// Code of the calendar that its procedure is counted by.
    pub calendar: Option<String>,
}

/// Lists up to `limit` dossiers and one more.
///
/// # Errors
/// When the statement fails.
pub async fn stuck<C: ConnectionTrait>(db: &C, asked: &Asked<'_>, limit: u64) -> Result<Vec<Found>, DbErr> {
    let now = asked.patience.now;
    let mut query = not_returned().filter(waits_too_long(asked.patience));
    if let Some(agencies) = asked.agencies {
        query = query.filter(concerns(agencies));
    }
    if let Some((since, id)) = asked.after {
        let same = Condition::all().add(waits_since(now).eq(since)).add(Column::Id.gt(id.0));
        query = query.filter(Condition::any().add(waits_since(now).gt(since)).add(same));
    }
    let query = query.order_by_asc(waits_since(now)).order_by_asc(Column::Id).limit(limit + 1);
    found(db, query).await
}

/// All that may be stuck, each beside who holds it, the opinion it waits for and its procedure.
fn not_returned() -> Select<dossier::Entity> {
    let own = Expr::col((procedure::Entity, procedure::Column::Id)).eq(column(Column::ProcedureId));
    let first = Query::select()
        .column((opinion::Entity, opinion::Column::TaskId))
        .from(opinion::Entity)
        .cond_where(is_waited_for())
        .order_by((opinion::Entity, opinion::Column::AskedAt), Order::Asc)
        .order_by((opinion::Entity, opinion::Column::TaskId), Order::Asc)
        .limit(1)
        .to_owned();
    let is_first = Expr::col((ASKED, opinion::Column::TaskId)).eq(Expr::from(first));
    let mut query = with_holder(dossier::Entity::find());
    QueryTrait::query(&mut query)
        .join_as(JoinType::LeftJoin, opinion::Entity, ASKED, is_first)
        .join(JoinType::LeftJoin, procedure::Entity, own)
        .and_where(column(Column::ReturnedAt).is_null());
    query
}

/// An opinion that its dossier waits for: not given, and not asked for in a step before the open one.
fn is_waited_for() -> Condition {
    let opinion = |of: opinion::Column| Expr::col((opinion::Entity, of));
    let step_since = || Expr::col((HELD, Line::StepSince));
    let now = Condition::any().add(step_since().is_null()).add(opinion(opinion::Column::AskedAt).gte(step_since()));
    Condition::all()
        .add(opinion(opinion::Column::DossierId).eq(column(Column::Id)))
        .add(opinion(opinion::Column::GivenAt).is_null())
        .add(now)
}

/// When it last moved: by a step or a move to another unit, or by anything else.
fn moved_at() -> Expr {
    let held_at = || Expr::col((HELD, Line::At));
    let moved_at = || column(Column::MovedAt);
    Expr::case(held_at().gt(moved_at()), held_at()).finally(moved_at()).into()
}

fn is_in(status: &[i32]) -> Condition {
    Condition::all().add(Column::Status.is_in(status.iter().copied()))
}

/// The applicant wants it back while the clock stands.
fn wished() -> Condition {
    is_in(&[5, 6]).add(Column::WithdrawalSince.is_not_null())
}

/// The applicant brought papers, and the clock stands for them.
fn answered() -> Condition {
    let since =
        Condition::any().add(Column::PausedAt.is_null()).add(column(Column::PausedAt).lte(column(Column::AnsweredAt)));
    is_in(&[5]).add(Column::AnsweredAt.is_not_null()).add(since)
}

/// The newest payment demanded was made, and the clock stands for it.
fn paid() -> Condition {
    is_in(&[6]).add(column(Column::FeePaid).eq(column(Column::FeeAsked)))
}

/// Since when it is paid for: not before the clock stood.
fn paid_since() -> Expr {
    let (paused_at, paid_at) = (|| column(Column::PausedAt), || column(Column::FeePaidAt));
    Expr::case(paused_at().gt(paid_at()), paused_at()).finally(paid_at()).into()
}

/// The papers asked for did not come in time.
fn lapsed(now: DateTime<Utc>) -> Condition {
    is_in(&[5]).add(Column::LapsesAt.lte(now))
}

fn recalled() -> Expr {
    column(Column::Recalls).gt(column(Column::Reopenings))
}

/// Since when it waits, as [`Standing::since`] says.
fn waits_since(now: DateTime<Utc>) -> Expr {
    let asked_at = || Expr::col((ASKED, opinion::Column::AskedAt));
    let withdrawing = is_in(&[5, 6, 7]).add(Column::WithdrawalSince.is_not_null());
    CaseStatement::new()
        .case(withdrawing, column(Column::WithdrawalSince))
        .case(is_in(&[4]).add(asked_at().is_not_null()), asked_at())
        .case(answered(), column(Column::AnsweredAt))
        .case(paid(), paid_since())
        .case(lapsed(now), column(Column::LapsesAt))
        .finally(moved_at())
        .into()
}

/// What [`Standing::waits_for`] says, as a condition, and too long, as [`Patience::too_long`] does.
fn waits_too_long(patience: &Patience) -> Condition {
    let now = patience.now;
    let longer = |waits_for| waits_since(now).lte(latest(&patience.latest(waits_for)));
    let overdue = Expr::col((HELD, Line::StepDueAt)).lt(now);
    let by_the_hours_asked_for = Condition::any()
        .add(is_in(&[2, 4, 7]))
        .add(is_in(&[9]).add(recalled()))
        .add(wished())
        .add(answered())
        .add(paid())
        .add(lapsed(now));
    Condition::any()
        .add(is_in(&[1]).add(longer(WaitsFor::Acceptance)))
        .add(is_in(&[9]).add(recalled().not()).add(longer(WaitsFor::HandOver)))
        .add(Condition::all().add(by_the_hours_asked_for).add(longer(WaitsFor::Step)))
        .add(is_in(&[4, 7]).add(overdue))
}

/// The latest moment by the calendar of the procedure.
fn latest(latest: &Latest) -> Expr {
    let mut cases = latest.by_calendar.iter().filter(|(_, moment)| **moment != latest.otherwise).peekable();
    if cases.peek().is_none() {
        return Expr::val(latest.otherwise);
    }
    let calendar = || Expr::col((procedure::Entity, procedure::Column::Calendar));
    let by_calendar =
        cases.fold(CaseStatement::new(), |case, (code, moment)| case.case(calendar().eq(code.as_str()), *moment));
    by_calendar.finally(latest.otherwise).into()
}

/// Of one of the agencies, held by a unit of one, or waiting for the opinion of one.
fn concerns(agencies: &[String]) -> Condition {
    let asked = Query::select()
        .expr(Expr::val(1))
        .from(opinion::Entity)
        .cond_where(is_waited_for())
        .and_where(Expr::col((opinion::Entity, opinion::Column::Agency)).is_in(agencies))
        .to_owned();
    Condition::any().add(Column::Agency.is_in(agencies)).add(held_by(agencies)).add(Expr::exists(asked))
}

fn column(column: Column) -> Expr {
    Expr::col((dossier::Entity, column))
}

/// What is read beside the row of a dossier.
#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    dossier: dossier::Model,
    moved: DateTime<Utc>,
    unit: Option<String>,
    role: Option<String>,
    step_due_at: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    asked_unit: Option<String>,
    procedure_name: Option<String>,
    calendar: Option<String>,
}

async fn found<C: ConnectionTrait>(db: &C, query: Select<dossier::Entity>) -> Result<Vec<Found>, DbErr> {
    let rows = query
        .column_as(moved_at(), "moved")
        .column_as(Expr::col((HELD, Line::Unit)), "unit")
        .column_as(Expr::col((HELD, Line::Role)), "role")
        .column_as(Expr::col((HELD, Line::StepDueAt)), "step_due_at")
        .column_as(Expr::col((ASKED, opinion::Column::AskedAt)), "asked_at")
        .column_as(Expr::col((ASKED, opinion::Column::Unit)), "asked_unit")
        .column_as(Expr::col((procedure::Entity, procedure::Column::Name)), "procedure_name")
        .column_as(Expr::col((procedure::Entity, procedure::Column::Calendar)), "calendar")
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: Row) -> Found {
    let dossier = row.dossier;
    let standing = Standing {
        status: dossier.status,
        agency: dossier.agency,
        accepted: dossier.accepted_at.is_some(),
        moved_at: row.moved,
        holder: row.unit.or(dossier.received_by),
        step_role: row.role,
        step_due_at: row.step_due_at,
        opinion_since: row.asked_at,
        opinion_unit: row.asked_unit,
        withdrawal_since: dossier.withdrawal_since,
        answered_at: dossier.answered_at,
        fee_paid_at: dossier.fee_paid_at.filter(|_| dossier.fee_paid == dossier.fee_asked),
        paused_at: dossier.paused_at,
        lapses_at: dossier.lapses_at,
        recalled: dossier.recalls > dossier.reopenings,
    };
    Found {
        id: DossierId(dossier.id),
        code: dossier.code.unwrap_or(dossier.reference),
        standing,
        procedure: row.procedure_name,
        calendar: row.calendar,
    }
}

#[cfg(test)]
mod tests;
