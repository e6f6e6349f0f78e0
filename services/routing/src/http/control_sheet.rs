//! Reads the control sheet (Mẫu 06): who held the dossier from when to when. A view of the journey, no second record.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_kit::{Problem, history};
use motcua_worktime::Verdict;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::access::find_visible;
use crate::app::App;
use crate::domain::{ControlSheetRow, Event, control_sheet};

/// The control sheet of a dossier.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ControlSheet {
    /// The dossier.
    pub dossier_id: DossierId,
    /// Its legal code.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// When it was accepted, UTC.
    pub accepted_at: DateTime<Utc>,
    /// When it is due, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// Its rows, oldest first.
    pub rows: Vec<ControlRow>,
}

/// A row of the control sheet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ControlRow {
    /// Number of the step.
    pub number: u32,
    /// Its name.
    #[schema(example = "Thẩm định, dự thảo kết quả")]
    pub name: String,
    /// Code of the unit.
    #[schema(example = "H35.05.04")]
    pub unit: String,
    /// When the unit got the dossier, UTC.
    pub received_at: DateTime<Utc>,
    /// When the step should be done, UTC.
    pub due_at: DateTime<Utc>,
    /// When the unit passed it on, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed_on_at: Option<DateTime<Utc>>,
    /// early, onTime or late, once it was passed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "early")]
    pub verdict: Option<Verdict>,
}

fn view(row: ControlSheetRow) -> ControlRow {
    let verdict = row.verdict();
    ControlRow {
        number: row.step.number,
        name: row.step.name,
        unit: row.step.unit.into_string(),
        received_at: row.received_at,
        due_at: row.due_at,
        passed_on_at: row.passed_on_at,
        verdict,
    }
}

/// Read the control sheet of a dossier.
#[utoipa::path(get, path = "/v1/dossiers/{id}/control-sheet", operation_id = "getControlSheet", tag = "journeys",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Who held it from when to when", body = ControlSheet)))]
pub async fn get_control_sheet(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<ControlSheet>, Problem> {
    let journey = find_visible(&app, &actor, id).await?;
    let entries = history::of(app.db.read(), id.0).await?;
    let events = entries.into_iter().map(|entry| Ok((serde_json::from_str(&entry.event)?, entry.at)));
    let events: Result<Vec<(Event, DateTime<Utc>)>, serde_json::Error> = events.collect();
    let events = events.map_err(|error| Problem::internal(&error))?;
    let rows = control_sheet(&journey.process, &events).into_iter().map(view).collect();
    let (accepted_at, due_at) = (journey.accepted_at, journey.stage.due_at());
    Ok(Json(ControlSheet { dossier_id: id, code: journey.code, accepted_at, due_at, rows }))
}
