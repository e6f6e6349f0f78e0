//! Tasks as rows, and rows as tasks.

use motcua_contracts::ids::{DossierId, ProcedureId, TaskId};
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
        agency: row.agency,
        number: row.step_number.cast_unsigned(),
        kind: named(row.kind)?,
        name: row.name,
        unit: row.unit,
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
        agency: step.agency.clone(),
        step_number: step.number.cast_signed(),
        kind: step.kind.as_str().to_owned(),
        name: step.name.clone(),
        unit: step.unit.clone(),
        role: name_of(&step.role)?,
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

/// The name of a value that is one word in messages and tables.
pub(super) fn name_of<T: Serialize>(value: &T) -> Result<String, DbErr> {
    let value = serde_json::to_value(value).map_err(|error| unreadable(&error))?;
    value.as_str().map(str::to_owned).ok_or_else(|| DbErr::Custom("a name that is no word".into()))
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
