//! Reading where a dossier is, who holds it, and the way ahead of it.

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_worktime::{Calendar, local_date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Ahead, Cause, Late, Stage, Wait, ahead};
use crate::store::Record;
use crate::{App, store};

/// Where a dossier is.
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
    /// National status code, 4 to 9.
    #[schema(example = 4)]
    pub status: i32,
    /// What it waits for while its clock stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<Wait>,
    /// Why it ended without a result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_because: Option<Cause>,
    /// Who holds it: the step that is open or waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<StepView>,
    /// When it was accepted, UTC.
    pub accepted_at: DateTime<Utc>,
    /// When it is due, UTC; while paused, what held when the clock stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// The critical path: the open step and those still to come.
    pub path: Vec<AheadView>,
    /// The stretches within one agency; more than one for an interlinked procedure (liên thông). They belong to this
    /// dossier and are never counted as others.
    pub parts: Vec<PartView>,
    /// Corrections that came when the leader had decided or the dossier had ended: the journey keeps its procedure and
    /// its due date, while the receipt was issued again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overtaken_corrections: Vec<OvertakenView>,
}

/// A correction that came too late.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OvertakenView {
    /// When it was made, UTC.
    pub at: DateTime<Utc>,
    /// The procedure by the correction.
    pub procedure_id: ProcedureId,
    /// The version of it.
    pub procedure_version: u32,
    /// The due date by the correction, UTC; nobody is judged by it.
    pub due_at: DateTime<Utc>,
}

impl From<&Late> for OvertakenView {
    fn from(late: &Late) -> Self {
        let Late { at, correction } = *late;
        Self {
            at,
            procedure_id: correction.procedure,
            procedure_version: correction.version,
            due_at: correction.due_at,
        }
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
pub struct AheadView {
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

/// A stretch of the way within one agency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PartView {
    /// Code of the agency.
    #[schema(example = "H35.05")]
    pub agency: String,
    /// First and last step.
    pub first_step: u32,
    /// Last step.
    pub last_step: u32,
    /// Its share of the limit in nominal working minutes; the shares add up to the limit.
    pub minutes: u32,
    /// Until when the agency has the dossier by plan, as a local date; known for the open part and those to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<NaiveDate>,
}

fn view(record: &Record, calendar: Option<&Calendar>) -> JourneyView {
    let (process, stage) = (&record.journey.process, &record.journey.stage);
    let open = stage.open().and_then(|open| process.step(open.number).map(|step| (open, step)));
    let ahead = calendar.map(|calendar| ahead(&record.journey, calendar)).unwrap_or_default();
    JourneyView {
        dossier_id: record.dossier,
        code: record.code.clone(),
        agency: record.agency.clone(),
        procedure_id: record.procedure,
        procedure_version: record.procedure_version,
        status: stage.status(),
        waits_for: match stage {
            Stage::Paused { ask, .. } => Some(ask.wait()),
            _ => None,
        },
        stopped_because: match stage {
            Stage::Stopped { cause, .. } => Some(*cause),
            _ => None,
        },
        step: open.map(|(open, step)| StepView {
            number: step.number,
            name: step.name.clone(),
            unit: step.unit.clone(),
            since: open.held_since(),
            due_at: open.due_at,
        }),
        accepted_at: record.accepted_at,
        due_at: stage.due_at(),
        parts: parts(record, &ahead),
        path: ahead.into_iter().map(on_path).collect(),
        overtaken_corrections: record.clock.overtaken.iter().map(OvertakenView::from).collect(),
    }
}

fn on_path(ahead: Ahead) -> AheadView {
    let Ahead { step, planned_at } = ahead;
    AheadView { number: step.number, name: step.name, unit: step.unit, planned_at }
}

fn parts(record: &Record, ahead: &[Ahead]) -> Vec<PartView> {
    let parts = record.journey.process.parts();
    let bounds = parts.iter().filter_map(|part| {
        let (first, last) = (part.steps.first()?, part.steps.last()?);
        let planned = ahead.iter().find(|ahead| ahead.step.number == last.number);
        Some(PartView {
            agency: part.agency.to_owned(),
            first_step: first.number,
            last_step: last.number,
            minutes: part.minutes(),
            planned_on: planned.map(|ahead| local_date(ahead.planned_at)),
        })
    });
    bounds.collect()
}

/// Read where a dossier is.
#[utoipa::path(get, path = "/v1/dossiers/{id}/journey", operation_id = "getJourney", tag = "journeys",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Where it is", body = JourneyView)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_journey(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<JourneyView>, Problem> {
    let record = store::find(app.db.read(), &app.reader(&actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    let calendar = store::calendar(app.db.read(), &record.journey.process.calendar).await?;
    Ok(Json(view(&record, calendar.as_ref())))
}
