//! Dossiers as events tell of them: each change moves the row and adds a line to the timeline, in two statements.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Tx;
use motcua_worktime::local_date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

use super::entities::dossier::Column;
use super::entities::{dossier, timeline};
use crate::domain::{Change, Needs};

const SUBMITTED: i32 = 1;
const IN_PROGRESS: i32 = 4;
const PAPERS_NEEDED: i32 = 5;

/// A dossier that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Its id.
    pub id: DossierId,
    /// What the citizen quotes until there is a code.
    pub reference: String,
    /// MAC of reference and lookup secret.
    pub reference_mac: Vec<u8>,
    /// The procedure.
    pub procedure: ProcedureId,
    /// Code of the competent agency.
    pub agency: String,
    /// online, counter or post.
    pub channel: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A dossier was handed in (status 1).
///
/// # Errors
/// When a statement fails.
pub async fn submit(tx: &Tx, submission: Submission) -> Result<(), DbErr> {
    let (id, at) = (submission.id, submission.at);
    let row = dossier::ActiveModel {
        id: Set(id.0),
        status: Set(SUBMITTED),
        reference: Set(submission.reference),
        reference_mac: Set(submission.reference_mac),
        procedure_id: Set(submission.procedure.0),
        agency: Set(submission.agency),
        channel: Set(submission.channel),
        submitted_at: Set(at),
        ..Default::default()
    };
    dossier::Entity::insert(row).exec_without_returning(tx.db()).await?;
    let first = timeline::ActiveModel {
        dossier_id: Set(id.0),
        n: Set(1),
        at: Set(at),
        status: Set(SUBMITTED),
        due_at: Set(None),
        unit: Set(None),
    };
    timeline::Entity::insert(first).exec_without_returning(tx.db()).await.map(drop)
}

/// Records a change. False, and nothing written, when what it needs is not known yet.
///
/// # Errors
/// When a statement fails.
pub async fn record(tx: &Tx, id: DossierId, change: &Change, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let update = dossier::Entity::update_many()
        .set(columns(change, at))
        .filter(Column::Id.eq(id.0))
        .filter(known(change.needs()));
    if update.exec(tx.db()).await?.rows_affected == 0 {
        return Ok(false);
    }
    add_line(tx, id, change.status(), None, at).await
}

/// A step was opened: a line that names the unit. False when the dossier is not known as accepted yet.
///
/// # Errors
/// When the statement fails.
pub async fn open_step(tx: &Tx, id: DossierId, unit: String, at: DateTime<Utc>) -> Result<bool, DbErr> {
    add_line(tx, id, IN_PROGRESS, Some(unit), at).await
}

/// The office asks for papers: shown at once. The line in the timeline is routing's pause of the same moment, because
/// routing keeps the clock; a pause known already is not overwritten, it may have ended since.
///
/// # Errors
/// When the statement fails.
pub async fn supplement_asked(tx: &Tx, id: DossierId, until: NaiveDate, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let news = Condition::any().add(Column::PausedAt.is_null()).add(Column::PausedAt.lt(at));
    let status = Expr::case(news, PAPERS_NEEDED).finally(Expr::col(Column::Status));
    let update = dossier::Entity::update_many()
        .col_expr(Column::SupplementUntil, Expr::val(until))
        .col_expr(Column::Status, status.into())
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

fn known(needs: Needs) -> Expr {
    match needs {
        Needs::Submission => Column::SubmittedAt.is_not_null(),
        Needs::Acceptance => Column::AcceptedAt.is_not_null(),
        Needs::Finish => Column::FinishedAt.is_not_null(),
    }
}

fn columns(change: &Change, at: DateTime<Utc>) -> dossier::ActiveModel {
    let mut row = dossier::ActiveModel { status: Set(change.status()), ..Default::default() };
    match change.clone() {
        Change::Accepted { code, code_mac, procedure, agency, channel, due_at } => {
            row.code = Set(Some(code));
            row.code_mac = Set(Some(code_mac));
            row.procedure_id = Set(procedure.0);
            row.agency = Set(agency);
            row.channel = Set(channel);
            row.accepted_at = Set(Some(at));
            row.accepted_on = Set(Some(local_date(at)));
            due(&mut row, due_at);
        }
        Change::Started { due_at } | Change::Resumed { due_at, .. } => due(&mut row, due_at),
        Change::Rerouted { procedure, due_at, .. } => {
            row.procedure_id = Set(procedure.0);
            due(&mut row, due_at);
        }
        Change::Paused { .. } => row.paused_at = Set(Some(at)),
        Change::Completed { due_at } | Change::Stopped { due_at } => {
            due(&mut row, due_at);
            finished(&mut row, at);
        }
        Change::Returned => row.returned_at = Set(Some(at)),
        Change::Refused | Change::Withdrawn | Change::Wish { .. } => {}
    }
    row
}

fn due(row: &mut dossier::ActiveModel, due_at: DateTime<Utc>) {
    row.due_at = Set(Some(due_at));
    row.due_on = Set(Some(local_date(due_at)));
}

fn finished(row: &mut dossier::ActiveModel, at: DateTime<Utc>) {
    row.finished_at = Set(Some(at));
    row.finished_on = Set(Some(local_date(at)));
}

/// Adds a line, numbered behind the last, with the due date the dossier has now. False when it is not known or, but
/// for one that ended early, not accepted.
async fn add_line(tx: &Tx, id: DossierId, status: i32, unit: Option<String>, at: DateTime<Utc>) -> Result<bool, DbErr> {
    /// Refused, or taken back: these end a dossier that was never accepted.
    const ENDED_EARLY: [i32; 2] = [3, 8];
    let last = Query::select()
        .expr(Func::coalesce([Expr::col(timeline::Column::N).max(), Expr::val(0)]))
        .from(timeline::Entity)
        .and_where(timeline::Column::DossierId.eq(id.0))
        .to_owned();
    let line = Query::select()
        .expr(Expr::col((dossier::Entity, Column::Id)))
        .expr(Expr::from(last).add(1))
        .expr(Expr::val(at))
        .expr(Expr::val(status))
        .expr(Expr::col((dossier::Entity, Column::DueAt)))
        .expr(Expr::val(unit))
        .from(dossier::Entity)
        .and_where(Column::Id.eq(id.0))
        .cond_where(Condition::any().add(Column::AcceptedAt.is_not_null()).add(Column::Status.is_in(ENDED_EARLY)))
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
        ])
        .select_from(line)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    Ok(tx.db().execute(&insert).await?.rows_affected() > 0)
}
