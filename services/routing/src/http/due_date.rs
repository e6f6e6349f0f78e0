//! Reading when a dossier is due, with every version that ever held.

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{App, store};

/// When a dossier is due.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueDateView {
    /// The due moment, UTC; while paused, what held when the clock stopped.
    pub due_at: DateTime<Utc>,
    /// The same as a local date.
    pub due_on: NaiveDate,
    /// Whether the clock stands.
    pub paused: bool,
    /// Every version, the first being the receipt's promise.
    pub versions: Vec<DueVersionView>,
}

/// A version of the due date.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DueVersionView {
    /// From when it holds, UTC.
    pub since: DateTime<Utc>,
    /// The due moment, UTC.
    pub due_at: DateTime<Utc>,
    /// Why it came: accepted or resumed.
    #[schema(example = "accepted")]
    pub reason: String,
}

/// Read when a dossier is due.
#[utoipa::path(get, path = "/v1/dossiers/{id}/due-date", operation_id = "getDueDate", tag = "journeys",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "When it is due", body = DueDateView)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_due_date(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<DueDateView>, Problem> {
    let record = store::find(app.db.read(), &actor, id).await?.ok_or_else(Problem::not_found)?;
    let due_at = record.journey.stage.due_at().ok_or_else(Problem::not_found)?;
    let versions = record.due_versions.into_iter().map(|version| DueVersionView {
        since: version.since,
        due_at: version.due_at,
        reason: version.reason,
    });
    let paused = record.journey.stage.status() == 5;
    Ok(Json(DueDateView { due_at, due_on: local_date(due_at), paused, versions: versions.collect() }))
}
