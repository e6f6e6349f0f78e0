//! Journeys as rows, and back.

use motcua_contracts::ids::{AccountId, DossierId, ProcedureId};
use motcua_contracts::{AgencyCode, Status};
use sea_orm::DbErr;

use super::entities::journey;
use super::json::{from_json, to_json};
use crate::domain::Journey;

/// Reads a row.
pub(super) fn read(row: journey::Model) -> Result<Journey, DbErr> {
    Ok(Journey {
        dossier: DossierId(row.dossier_id),
        code: row.code,
        agency: AgencyCode::new(row.agency),
        procedure: ProcedureId(row.procedure_id),
        procedure_version: row.procedure_version.cast_unsigned(),
        account: row.account_id.map(AccountId),
        accepted_at: row.accepted_at,
        process: from_json(&row.process)?,
        stage: from_json(&row.stage)?,
        round_state: from_json(&row.round_state)?,
        clock: from_json(&row.clock)?,
    })
}

/// Writes a row.
pub(super) fn write(journey: &Journey) -> Result<journey::Model, DbErr> {
    let Journey { stage, process, round_state, clock, .. } = journey;
    Ok(journey::Model {
        dossier_id: journey.dossier.0,
        code: journey.code.clone(),
        agency: journey.agency.to_string(),
        status: stage.status().map_or(0, Status::number),
        unit: journey.open_step().map(|step| step.unit.to_string()),
        units: stage.open().map(|open| units(journey, open.number)),
        procedure_id: journey.procedure.0,
        procedure_version: journey.procedure_version.cast_signed(),
        account_id: journey.account.map(|account| account.0),
        process: to_json(process)?,
        stage: to_json(stage)?,
        round_state: to_json(round_state)?,
        clock: to_json(clock)?,
        accepted_at: journey.accepted_at,
        due_at: stage.due_at(),
        finished_at: stage.ended_at(),
    })
}

/// The units of the open step and of the upcoming ones, in their order, each between spaces; behind a bar those whose
/// opinion is awaited.
fn units(journey: &Journey, open: u32) -> String {
    let remaining = journey.process.steps.iter().filter(|step| step.number >= open);
    let units = remaining.fold(" ".to_owned(), |units, step| units + step.unit.as_str() + " ");
    let opinions = &journey.round_state.opinions;
    let bar = if opinions.is_empty() { "" } else { "| " };
    opinions.iter().fold(units + bar, |units, opinion| units + opinion.unit.as_str() + " ")
}
