//! Dossiers as events tell of them: each change moves the row and adds a line to the timeline, in two statements. Being
//! handed in and handed over are told by the row alone, in one.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Tx;
use motcua_worktime::local_date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

use super::entities::dossier::Column;
use super::entities::{dossier, undone};
use super::lines::{add_line, later, resume_step};
use crate::domain::{Change, Needs, end_of};

const SUBMITTED: i32 = 1;
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
/// When the statement fails.
pub async fn submit(tx: &Tx, submission: Submission) -> Result<(), DbErr> {
    let row = dossier::ActiveModel {
        id: Set(submission.id.0),
        status: Set(SUBMITTED),
        reference: Set(submission.reference),
        reference_mac: Set(submission.reference_mac),
        procedure_id: Set(submission.procedure.0),
        agency: Set(submission.agency),
        channel: Set(submission.channel),
        submitted_at: Set(submission.at),
        moved_at: Set(submission.at),
        ..Default::default()
    };
    dossier::Entity::insert(row).exec_without_returning(tx.db()).await.map(drop)
}

/// Records a change. False, and nothing written, when what it needs is not known yet.
///
/// # Errors
/// When a statement fails.
pub async fn record(tx: &Tx, id: DossierId, change: &Change, at: DateTime<Utc>) -> Result<bool, DbErr> {
    if matches!(change, Change::Reopened { .. }) && !keep_undone(tx, id, at).await? {
        return Ok(false);
    }
    let mut update = dossier::Entity::update_many()
        .set(columns(change, at))
        .col_expr(Column::MovedAt, later(Column::MovedAt, at))
        .filter(Column::Id.eq(id.0))
        .filter(known(change.needs()));
    if matches!(change, Change::Reopened { .. }) {
        update = update.col_expr(Column::Reopenings, Expr::col(Column::Reopenings).add(1));
    }
    if update.exec(tx.db()).await?.rows_affected == 0 {
        return Ok(false);
    }
    match change {
        Change::Returned => Ok(true),
        Change::Resumed { due_at, status } => resume_step(tx, id, *status, *due_at, at).await,
        _ => add_line(tx, id, change.status(), change.what(), at).await,
    }
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
        .col_expr(Column::LapsesAt, Expr::val(end_of(until)))
        .col_expr(Column::Status, status.into())
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

/// The case of an accepted dossier was corrected; the procedure itself comes with the new journey.
///
/// # Errors
/// When the statement fails.
pub async fn correct(tx: &Tx, id: DossierId, version: u32, case_code: String) -> Result<bool, DbErr> {
    let update = dossier::Entity::update_many()
        .col_expr(Column::ProcedureVersion, Expr::val(version.cast_signed()))
        .col_expr(Column::CaseCode, Expr::val(case_code))
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    Ok(update.exec(tx.db()).await?.rows_affected > 0)
}

/// The condition under which what a change needs is known of a dossier.
pub(super) fn known(needs: Needs) -> Expr {
    match needs {
        Needs::Submission => Column::SubmittedAt.is_not_null(),
        Needs::Acceptance => Column::AcceptedAt.is_not_null(),
        Needs::Finish => Column::FinishedAt.is_not_null(),
        Needs::LastFinish => {
            let reopened_each_time = Expr::col(Column::Reopenings).gte(Expr::col(Column::Recalls));
            Column::FinishedAt.is_not_null().and(reopened_each_time)
        }
    }
}

fn columns(change: &Change, at: DateTime<Utc>) -> dossier::ActiveModel {
    let mut row = dossier::ActiveModel { status: Set(change.status()), ..Default::default() };
    match change.clone() {
        Change::Accepted { code, code_mac, applied, agency, received_by, due_at } => {
            coded(&mut row, (code, code_mac), agency, received_by);
            row.procedure_id = Set(applied.procedure.0);
            row.procedure_version = Set(Some(applied.version.cast_signed()));
            row.case_code = Set(Some(applied.case_code));
            row.channel = Set(applied.channel);
            row.accepted_at = Set(Some(at));
            row.accepted_on = Set(Some(local_date(at)));
            due(&mut row, due_at);
        }
        Change::Forwarded { code, code_mac, agency, received_by } => {
            coded(&mut row, (code, code_mac), agency, received_by);
        }
        Change::Started { due_at } | Change::Resumed { due_at, .. } => due(&mut row, due_at),
        Change::Rerouted { procedure, due_at, .. } => {
            row.procedure_id = Set(procedure.0);
            due(&mut row, due_at);
        }
        Change::Paused { .. } => row.paused_at = Set(Some(at)),
        Change::Completed { due_at } | Change::Stopped { due_at } => {
            due(&mut row, due_at);
            row.finished_at = Set(Some(at));
            row.finished_on = Set(Some(local_date(at)));
            row.withdrawal_since = Set(None);
        }
        Change::Reopened { due_at } => {
            due(&mut row, due_at);
            row.finished_at = Set(None);
            row.finished_on = Set(None);
        }
        Change::Returned => row.returned_at = Set(Some(at)),
        Change::Withdrawing { .. } => row.withdrawal_since = Set(Some(at)),
        Change::Kept { .. } => row.withdrawal_since = Set(None),
        Change::Refused | Change::Withdrawn => {}
    }
    row
}

fn coded(row: &mut dossier::ActiveModel, code: (String, Vec<u8>), agency: String, received_by: String) {
    row.code = Set(Some(code.0));
    row.code_mac = Set(Some(code.1));
    row.agency = Set(agency);
    let received_by = (!received_by.is_empty()).then_some(received_by);
    row.receiving_agency = Set(received_by.as_deref().map(|unit| agency_of(unit).to_owned()));
    row.received_by = Set(received_by);
}

fn due(row: &mut dossier::ActiveModel, due_at: DateTime<Utc>) {
    row.due_at = Set(Some(due_at));
    row.due_on = Set(Some(local_date(due_at)));
}

/// Keeps the end that is undone at `at`. False when there is none.
async fn keep_undone(tx: &Tx, id: DossierId, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let end = Query::select()
        .columns([Column::Id, Column::Reopenings, Column::FinishedAt, Column::FinishedOn, Column::DueAt, Column::DueOn])
        .expr(Expr::val(local_date(at)))
        .from(dossier::Entity)
        .and_where(Column::Id.eq(id.0))
        .and_where(Column::FinishedAt.is_not_null())
        .to_owned();
    let insert = Query::insert()
        .into_table(undone::Entity)
        .columns([
            undone::Column::DossierId,
            undone::Column::N,
            undone::Column::FinishedAt,
            undone::Column::FinishedOn,
            undone::Column::DueAt,
            undone::Column::DueOn,
            undone::Column::ReopenedOn,
        ])
        .select_from(end)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    Ok(tx.db().execute(&insert).await?.rows_affected() > 0)
}
