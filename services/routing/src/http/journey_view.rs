//! The view of a journey: its status, who holds the dossier, and its remaining steps.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::{Status, StopCause};
use motcua_worktime::{Calendar, local_date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{ApplicantRequest, Journey, PlannedStep, SupersededCorrection, Wait, remaining_steps};

/// The journey of a dossier.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct JourneyView {
    /// The dossier.
    pub dossier_id: DossierId,
    /// Its legal code.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// Code of the competent agency: the one it is counted under.
    #[schema(example = "H35.05")]
    pub agency: String,
    /// The procedure whose version it follows.
    pub procedure_id: ProcedureId,
    /// That version.
    #[schema(example = 1)]
    pub procedure_version: u32,
    /// National status, 4 to 9.
    pub status: Status,
    /// What it waits for while its clock is paused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<Wait>,
    /// Why it ended without a result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_because: Option<StopCause>,
    /// The step that is open or waits, with the unit that holds the dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<StepView>,
    /// When it was accepted, UTC.
    pub accepted_at: DateTime<Utc>,
    /// When it is due, UTC; while paused, as it was when the clock was paused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The critical path: the open step and the upcoming ones.
    pub path: Vec<PlannedStepView>,
    /// The parts of the process by agency; more than one for an interlinked procedure (liên thông). They belong to this
    /// dossier and are never counted as dossiers of their own.
    pub parts: Vec<PartView>,
    /// Corrections that came after the leader's decision or the end of the dossier: the journey keeps its procedure and
    /// its due date, while the receipt was issued again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superseded_corrections: Vec<SupersededCorrectionView>,
}

/// A correction that came too late.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SupersededCorrectionView {
    /// When it was made, UTC.
    pub at: DateTime<Utc>,
    /// The procedure by the correction.
    pub procedure_id: ProcedureId,
    /// Its version.
    pub procedure_version: u32,
    /// The due date by the correction, UTC; lateness is not judged by it.
    pub due_at: DateTime<Utc>,
}

impl From<&SupersededCorrection> for SupersededCorrectionView {
    fn from(correction: &SupersededCorrection) -> Self {
        let SupersededCorrection { at, procedure, version, due_at } = *correction;
        Self { at, procedure_id: procedure, procedure_version: version, due_at }
    }
}

/// A step that is open.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// Its number.
    pub number: u32,
    /// Its name.
    #[schema(example = "Thẩm định, dự thảo kết quả")]
    pub name: String,
    /// Code of the unit that holds the dossier.
    #[schema(example = "H35.05.04")]
    pub unit: String,
    /// Since when this unit holds it, UTC.
    pub since: DateTime<Utc>,
    /// When the step should be done, UTC.
    pub due_at: DateTime<Utc>,
}

/// A step on the critical path.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlannedStepView {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Code of the unit.
    #[schema(example = "H35.05.04")]
    pub unit: String,
    /// When it will be done if every unit takes its share of the limit, UTC; never after the due date.
    pub planned_at: DateTime<Utc>,
}

/// The part of a process within one agency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PartView {
    /// Code of the agency.
    #[schema(example = "H35.05")]
    pub agency: String,
    /// First step.
    pub first_step: u32,
    /// Last step.
    pub last_step: u32,
    /// Its share of the limit in nominal working minutes; the shares add up to the limit.
    pub minutes: u32,
    /// Until when the agency has the dossier by plan, as a local date; known for the open part and the upcoming ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<NaiveDate>,
}

/// A journey with its plan by `calendar`; `None` before it began.
pub fn view(journey: &Journey, calendar: Option<&Calendar>) -> Option<JourneyView> {
    let stage = &journey.stage;
    let remaining = calendar.map(|calendar| remaining_steps(journey, calendar)).unwrap_or_default();
    let superseded = &journey.clock.superseded_corrections;
    Some(JourneyView {
        dossier_id: journey.dossier,
        code: journey.code.clone(),
        agency: journey.agency.to_string(),
        procedure_id: journey.procedure,
        procedure_version: journey.procedure_version,
        status: stage.status()?,
        waits_for: stage.waits_for().map(ApplicantRequest::wait),
        stopped_because: stage.stop_cause(),
        step: open_step(journey),
        accepted_at: journey.accepted_at,
        due_at: stage.due_at(),
        parts: parts(journey, &remaining),
        path: remaining.into_iter().map(planned_step).collect(),
        superseded_corrections: superseded.iter().map(SupersededCorrectionView::from).collect(),
    })
}

fn open_step(journey: &Journey) -> Option<StepView> {
    let (open, step) = (journey.stage.open()?, journey.open_step()?);
    Some(StepView {
        number: step.number,
        name: step.name.clone(),
        unit: step.unit.to_string(),
        since: open.held_since(),
        due_at: open.due_at,
    })
}

fn planned_step(planned: PlannedStep) -> PlannedStepView {
    let PlannedStep { step, planned_at } = planned;
    PlannedStepView { number: step.number, name: step.name, unit: step.unit.into_string(), planned_at }
}

fn parts(journey: &Journey, remaining: &[PlannedStep]) -> Vec<PartView> {
    let parts = journey.process.parts();
    let parts = parts.iter().filter_map(|part| {
        let (first, last) = (part.steps.first()?, part.steps.last()?);
        let planned = remaining.iter().find(|planned| planned.step.number == last.number);
        Some(PartView {
            agency: part.agency.to_string(),
            first_step: first.number,
            last_step: last.number,
            minutes: part.minutes(),
            planned_on: planned.map(|planned| local_date(planned.planned_at)),
        })
    });
    parts.collect()
}
