//! Reading where a dossier is.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// Code of the competent agency.
    #[schema(example = "H35.05")]
    pub agency: String,
    /// National status code: 4, 5 or 9.
    #[schema(example = 4)]
    pub status: i32,
    /// The step that is open or waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<StepView>,
    /// When it was accepted, UTC.
    pub accepted_at: DateTime<Utc>,
    /// When it is due, UTC; while paused, what held when the clock stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
}

/// A step of the process.
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
}

fn view(record: &Record) -> JourneyView {
    let (process, stage) = (&record.journey.process, &record.journey.stage);
    let step = stage.step().and_then(|number| process.step(number));
    JourneyView {
        dossier_id: record.dossier,
        code: record.code.clone(),
        agency: record.agency.clone(),
        status: stage.status(),
        step: step.map(|step| StepView { number: step.number, name: step.name.clone(), unit: step.unit.clone() }),
        accepted_at: record.accepted_at,
        due_at: stage.due_at(),
    }
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
    let record = store::find(app.db.read(), &actor, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(view(&record)))
}
