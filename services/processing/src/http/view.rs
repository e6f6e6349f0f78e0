//! The view of a task.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::UnitCode;
use motcua_contracts::ids::{AccountId, DossierId, FeeId, ProcedureId, TaskId};
use motcua_kit::auth::Actor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Kind, Stage, State, Task};

/// A task.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    /// Id of the task.
    pub id: TaskId,
    /// The dossier.
    pub dossier_id: DossierId,
    /// Its legal code.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// The procedure it follows.
    pub procedure_id: ProcedureId,
    /// Number of the step.
    #[schema(example = 2)]
    pub step_number: u32,
    /// What the step asks for.
    pub kind: Kind,
    /// Name of the step.
    #[schema(example = "Thẩm định, dự thảo")]
    pub name: String,
    /// Code of the unit whose queue holds it.
    #[schema(value_type = String, example = "H35.05.03")]
    pub unit: UnitCode,
    /// Its state.
    pub state: State,
    /// Whether the caller works on it.
    pub claimed_by_me: bool,
    /// When the step should be done, UTC.
    pub due_at: DateTime<Utc>,
    /// When the whole dossier is due, UTC.
    pub dossier_due_at: DateTime<Utc>,
    /// Papers that were asked for while working on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement: Option<SupplementView>,
    /// The payment that was required last while working on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<FeeView>,
    /// The later day that was promised while it was open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionView>,
    /// What is asked and answered, where the task is an opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionView>,
    /// Whether the applicant requests the withdrawal of the dossier.
    pub withdrawing: bool,
    /// What was decided, where it was a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted: Option<bool>,
}

/// Papers that were asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SupplementView {
    /// Why.
    pub reason: String,
    /// Which.
    pub papers: Vec<String>,
    /// Last day to hand them in.
    pub deadline: NaiveDate,
}

/// A payment that was required.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FeeView {
    /// Its id.
    pub id: FeeId,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// What for.
    pub reason: String,
}

/// An apology with a later day.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExtensionView {
    /// Why.
    pub reason: String,
    /// The new day of the result, local.
    pub promised_on: NaiveDate,
}

/// An opinion that another unit is asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpinionView {
    /// The task that it is.
    pub task_id: TaskId,
    /// The task that asked for it.
    pub asked_in: TaskId,
    /// Code of the unit that is asked.
    #[schema(value_type = String, example = "H35.06.04")]
    pub unit: UnitCode,
    /// What it is asked.
    pub question: String,
    /// Its state: done once it is given, closed when it is no longer needed.
    pub state: State,
    /// When it was asked for, UTC.
    pub asked_at: DateTime<Utc>,
    /// The day by whose end it should be given, local.
    pub due_on: NaiveDate,
    /// Its text, once it is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// When it was given, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_at: Option<DateTime<Utc>>,
}

/// The opinion that a task is, if it is one.
pub fn opinion(task: &Task) -> Option<OpinionView> {
    let opinion = task.opinion.clone()?;
    Some(OpinionView {
        task_id: task.id,
        asked_in: opinion.asked_in,
        unit: task.step.unit.clone(),
        question: opinion.question,
        state: task.stage.state(),
        asked_at: task.opened_at,
        due_on: opinion.due_on,
        given_at: task.ended_at.filter(|_| opinion.answer.is_some()),
        answer: opinion.answer,
    })
}

/// A task for those who may see it.
pub fn task(task: &Task, reader: &Actor) -> TaskView {
    let step = task.step.clone();
    let supplement = task.supplement.clone().map(|asked| SupplementView {
        reason: asked.reason,
        papers: asked.papers,
        deadline: asked.deadline,
    });
    let granted = match task.stage {
        Stage::Done { granted, .. } => granted,
        Stage::Absent | Stage::Open | Stage::Claimed { .. } | Stage::Paused { .. } | Stage::Closed => None,
    };
    TaskView {
        id: task.id,
        dossier_id: step.dossier,
        code: step.code,
        procedure_id: step.procedure,
        step_number: step.number,
        kind: step.kind,
        name: step.name,
        unit: step.unit,
        state: task.stage.state(),
        claimed_by_me: task.stage.claimed_by() == Some(AccountId(reader.id)),
        due_at: step.due_at,
        dossier_due_at: step.dossier_due_at,
        supplement,
        fee: task.fee.clone().map(|fee| FeeView { id: fee.id, amount_vnd: fee.amount_vnd, reason: fee.reason }),
        extension: task
            .extension
            .clone()
            .map(|extension| ExtensionView { reason: extension.reason, promised_on: extension.promised_on }),
        opinion: opinion(task),
        withdrawing: task.withdrawing,
        granted,
    }
}
