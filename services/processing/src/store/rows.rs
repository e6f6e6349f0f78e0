//! Conversion between tasks and rows.

use motcua_contracts::ids::{DossierId, ProcedureId, TaskId};
use motcua_contracts::{AgencyCode, UnitCode};
use sea_orm::DbErr;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entities::task;
use crate::domain::{Step, Task};

/// A row as a task.
pub(super) fn read(row: task::Model) -> Result<Task, DbErr> {
    let step = Step {
        dossier: DossierId(row.dossier_id),
        code: row.code,
        procedure: ProcedureId(row.procedure_id),
        agency: AgencyCode::new(row.agency),
        number: row.step_number.cast_unsigned(),
        kind: named(row.kind)?,
        name: row.name,
        unit: UnitCode::new(row.unit),
        role: named(row.role)?,
        due_at: row.due_at,
        dossier_due_at: row.dossier_due_at,
        withdrawing: row.withdrawing,
    };
    Ok(Task {
        id: TaskId(row.id),
        step,
        stage: parse(&row.stage)?,
        supplement: row.supplement.as_deref().map(parse).transpose()?,
        fee: row.fee.as_deref().map(parse).transpose()?,
        extension: row.extension.as_deref().map(parse).transpose()?,
        opinion: row.opinion.as_deref().map(parse).transpose()?,
        withdrawing: row.withdrawing,
        opened_at: row.opened_at,
        ended_at: row.ended_at,
    })
}

/// A task as a row.
pub(super) fn write(task: &Task) -> Result<task::Model, DbErr> {
    let step = &task.step;
    Ok(task::Model {
        id: task.id.0,
        dossier_id: step.dossier.0,
        code: step.code.clone(),
        procedure_id: step.procedure.0,
        agency: step.agency.to_string(),
        step_number: step.number.cast_signed(),
        kind: step.kind.as_str().to_owned(),
        name: step.name.clone(),
        unit: step.unit.to_string(),
        role: step.role.as_str().to_owned(),
        due_at: step.due_at,
        dossier_due_at: step.dossier_due_at,
        state: task.stage.state().as_str().to_owned(),
        stage: text(&task.stage)?,
        supplement: task.supplement.as_ref().map(text).transpose()?,
        fee: task.fee.as_ref().map(text).transpose()?,
        extension: task.extension.as_ref().map(text).transpose()?,
        opinion: task.opinion.as_ref().map(text).transpose()?,
        withdrawing: task.withdrawing,
        opened_at: task.opened_at,
        ended_at: task.ended_at,
    })
}

/// A value as it is stored.
pub(super) fn text<T: Serialize>(value: &T) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| unreadable(&error))
}

fn named<T: DeserializeOwned>(name: String) -> Result<T, DbErr> {
    serde_json::from_value(name.into()).map_err(|error| unreadable(&error))
}

/// A stored value.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored value does not parse: {error}"))
}
