//! Lists the running dossiers that follow an older version of a procedure. Each keeps its version.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::Status;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path, Query};
use motcua_kit::page::{self, Page};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::domain::Journey;
use crate::store;

/// A running dossier that follows an older version.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunningDossier {
    /// The dossier.
    pub dossier_id: DossierId,
    /// Its legal code.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// The version it follows and keeps.
    #[schema(example = 1)]
    pub version: u32,
    /// National status, 4 to 7.
    pub status: Status,
    /// When it is due, UTC; while paused, what held when the clock stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// Code of the unit that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.05.04")]
    pub unit: Option<String>,
}

/// Query of `listRunningDossiers`.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRunningDossiersQuery {
    /// `next` of the page before.
    cursor: Option<String>,
    /// Page size, 1 to 200; default 50.
    limit: Option<u64>,
}

/// List the running dossiers of a procedure that follow a version before this one; they keep following it.
#[utoipa::path(get, path = "/v1/procedures/{id}/versions/{version}/running-dossiers",
    operation_id = "listRunningDossiers", tag = "journeys",
    params(("id" = ProcedureId, Path, description = "The procedure"),
        ("version" = u32, Path, description = "The new version, published or not", example = 2), ListRunningDossiersQuery),
    responses((status = 200, description = "A page of dossiers", body = Page<RunningDossier>)))]
pub async fn list_running(
    State(app): State<App>,
    Path((procedure, version)): Path<(ProcedureId, u32)>,
    Query(query): Query<ListRunningDossiersQuery>,
) -> Result<Json<Page<RunningDossier>>, Problem> {
    let limit = page::limit(query.limit)?;
    let after: Option<DossierId> = page::decode(query.cursor.as_deref())?;
    let older = store::list_on_older_version(app.db.read(), procedure, version, after, limit).await?;
    Ok(Json(Page::of(older, limit, |journey| journey.dossier).filter_map(view)))
}

fn view(journey: Journey) -> Option<RunningDossier> {
    Some(RunningDossier {
        dossier_id: journey.dossier,
        version: journey.procedure_version,
        status: journey.stage.status()?,
        due_at: journey.stage.due_at(),
        unit: journey.open_step().map(|step| step.unit.to_string()),
        code: journey.code,
    })
}
