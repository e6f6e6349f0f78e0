//! Dossiers as events change them: each change updates the row of the dossier and adds a row to the timeline.
//! Submission and return only change the row of the dossier.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::{AgencyCode, Channel, Status};
use motcua_kit::Tx;
use motcua_worktime::local_date;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, DbErr, QueryTrait};

use super::dossier_conditions::{known, later};
use super::entities::dossier::Column;
use super::entities::{dossier, revoked_completion};
use super::timeline_rows::{NewRow, add_row, resume_step};
use crate::domain::{Change, Needs, Registration, end_of};

/// A dossier that was submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Its id.
    pub id: DossierId,
    /// The submission reference, used until there is a code.
    pub reference: String,
    /// MAC of reference and lookup secret.
    pub reference_mac: Vec<u8>,
    /// The procedure.
    pub procedure: ProcedureId,
    /// Code of the competent agency.
    pub agency: AgencyCode,
    /// The channel.
    pub channel: Channel,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// Inserts a submitted dossier (status 1).
pub fn insert_dossier(tx: &Tx, submission: Submission) {
    let row = dossier::ActiveModel {
        id: Set(submission.id.0),
        status: Set(Status::Submitted.number()),
        reference: Set(submission.reference),
        reference_mac: Set(submission.reference_mac),
        procedure_id: Set(submission.procedure.0),
        agency: Set(submission.agency.into_string()),
        channel: Set(submission.channel.as_str().to_owned()),
        submitted_at: Set(submission.at),
        moved_at: Set(submission.at),
        ..Default::default()
    };
    tx.defer(&dossier::Entity::insert(row).into_query(), 1);
}

/// Defers a change; the commit fails with `RecordNotFound` when what it needs is not known yet.
///
/// # Errors
/// When a statement cannot be built.
pub fn record_change(tx: &Tx, id: DossierId, change: &Change, at: DateTime<Utc>) -> Result<(), DbErr> {
    let is_reopening = matches!(change, Change::Reopened { .. });
    if is_reopening {
        revoke_completion(tx, id, at)?;
    }
    let mut update = dossier::Entity::update_many()
        .set(columns(change, at))
        .col_expr(Column::MovedAt, later(Column::MovedAt, at))
        .filter(Column::Id.eq(id.0))
        .filter(known(change.needs()));
    if is_reopening {
        update = update.col_expr(Column::Reopenings, Expr::col(Column::Reopenings).add(1));
    }
    tx.defer_existing(&update.into_query());
    let row = NewRow { status: change.status(), kind: change.timeline_kind(), due_at: due_at(change), at };
    match change {
        Change::Returned => Ok(()),
        Change::Resumed { due_at, .. } => resume_step(tx, id, row, *due_at),
        Change::Accepted { .. }
        | Change::Forwarded { .. }
        | Change::Refused
        | Change::Withdrawn
        | Change::Started { .. }
        | Change::Paused { .. }
        | Change::WithdrawalRequested { .. }
        | Change::WithdrawalDeclined { .. }
        | Change::Rerouted { .. }
        | Change::Completed { .. }
        | Change::Stopped { .. }
        | Change::Reopened { .. } => add_row(tx, id, row),
    }
}

/// The due date that a change sets.
fn due_at(change: &Change) -> Option<DateTime<Utc>> {
    match change {
        Change::Accepted { due_at, .. }
        | Change::Started { due_at }
        | Change::Resumed { due_at, .. }
        | Change::Rerouted { due_at, .. }
        | Change::Completed { due_at }
        | Change::Stopped { due_at }
        | Change::Reopened { due_at } => Some(*due_at),
        Change::Forwarded { .. }
        | Change::Refused
        | Change::Withdrawn
        | Change::Paused { .. }
        | Change::WithdrawalRequested { .. }
        | Change::WithdrawalDeclined { .. }
        | Change::Returned => None,
    }
}

/// Shows a supplement request at once. Its row in the timeline is routing's pause of the same moment, because routing
/// owns the clock; a pause that is known already is not overwritten, because it may have ended since. Deferred; the
/// commit fails with `RecordNotFound` when the dossier is not known as accepted yet.
pub fn request_supplement(tx: &Tx, id: DossierId, until: NaiveDate, at: DateTime<Utc>) {
    let is_newer = Condition::any().add(Column::PausedAt.is_null()).add(Column::PausedAt.lt(at));
    let status = Expr::case(is_newer, Status::SupplementRequested.number()).finally(Expr::col(Column::Status));
    let update = dossier::Entity::update_many()
        .col_expr(Column::SupplementUntil, Expr::val(until))
        .col_expr(Column::LapsesAt, Expr::val(end_of(until)))
        .col_expr(Column::Status, status.into())
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    tx.defer_existing(&update.into_query());
}

/// Corrects the case of an accepted dossier; the procedure itself changes with the new journey. Deferred; the commit
/// fails with `RecordNotFound` when the dossier is not known as accepted yet.
pub fn correct_case(tx: &Tx, id: DossierId, version: u32, case_code: String) {
    let update = dossier::Entity::update_many()
        .col_expr(Column::ProcedureVersion, Expr::val(version.cast_signed()))
        .col_expr(Column::CaseCode, Expr::val(case_code))
        .filter(Column::Id.eq(id.0))
        .filter(known(Needs::Acceptance));
    tx.defer_existing(&update.into_query());
}

fn columns(change: &Change, at: DateTime<Utc>) -> dossier::ActiveModel {
    let mut row = dossier::ActiveModel { status: Set(change.status().number()), ..Default::default() };
    match change.clone() {
        Change::Accepted { registration, applied, due_at } => {
            set_registration(&mut row, registration);
            row.procedure_id = Set(applied.procedure.0);
            row.procedure_version = Set(Some(applied.version.cast_signed()));
            row.case_code = Set(Some(applied.case_code));
            row.channel = Set(applied.channel.as_str().to_owned());
            row.accepted_at = Set(Some(at));
            row.accepted_on = Set(Some(local_date(at)));
            set_due(&mut row, due_at);
        }
        Change::Forwarded { registration } => set_registration(&mut row, registration),
        Change::Started { due_at } | Change::Resumed { due_at, .. } => set_due(&mut row, due_at),
        Change::Rerouted { procedure, due_at, .. } => {
            row.procedure_id = Set(procedure.0);
            set_due(&mut row, due_at);
        }
        Change::Paused { .. } => row.paused_at = Set(Some(at)),
        Change::Completed { due_at } | Change::Stopped { due_at } => {
            set_due(&mut row, due_at);
            row.finished_at = Set(Some(at));
            row.finished_on = Set(Some(local_date(at)));
            row.withdrawal_since = Set(None);
        }
        Change::Reopened { due_at } => {
            set_due(&mut row, due_at);
            row.finished_at = Set(None);
            row.finished_on = Set(None);
        }
        Change::Returned => row.returned_at = Set(Some(at)),
        Change::WithdrawalRequested { .. } => row.withdrawal_since = Set(Some(at)),
        Change::WithdrawalDeclined { .. } => row.withdrawal_since = Set(None),
        Change::Refused | Change::Withdrawn => {}
    }
    row
}

fn set_registration(row: &mut dossier::ActiveModel, registration: Registration) {
    let Registration { code, code_mac, agency, received_by } = registration;
    row.code = Set(Some(code));
    row.code_mac = Set(Some(code_mac));
    row.agency = Set(agency.into_string());
    row.receiving_agency = Set(received_by.as_ref().map(|unit| unit.agency().into_string()));
    row.received_by = Set(received_by.map(String::from));
}

fn set_due(row: &mut dossier::ActiveModel, due_at: DateTime<Utc>) {
    row.due_at = Set(Some(due_at));
    row.due_on = Set(Some(local_date(due_at)));
}

/// Stores the completion that is revoked at `at`.
fn revoke_completion(tx: &Tx, id: DossierId, at: DateTime<Utc>) -> Result<(), DbErr> {
    use revoked_completion::Column as Revoked;
    let completion = Query::select()
        .columns([Column::Id, Column::Reopenings, Column::FinishedAt, Column::FinishedOn, Column::DueAt, Column::DueOn])
        .expr(Expr::val(local_date(at)))
        .from(dossier::Entity)
        .and_where(Column::Id.eq(id.0))
        .and_where(Column::FinishedAt.is_not_null())
        .to_owned();
    let insert = Query::insert()
        .into_table(revoked_completion::Entity)
        .columns([
            Revoked::DossierId,
            Revoked::N,
            Revoked::FinishedAt,
            Revoked::FinishedOn,
            Revoked::DueAt,
            Revoked::DueOn,
            Revoked::ReopenedOn,
        ])
        .select_from(completion)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    tx.defer_existing(&insert);
    Ok(())
}
