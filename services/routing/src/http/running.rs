//! Listing the running dossiers that a version of a procedure leaves behind. Each keeps its version for life.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Path, Query};
use motcua_kit::page::{self, Page};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::store::Record;
use crate::{App, store};

/// A running dossier that follows an older version.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunningDossier {
    /// The dossier.
    pub dossier_id: DossierId,
    /// Its legal code.
    #[schema(example = "H35.05-221205-0001")]
    pub code: String,
    /// The version it follows; this stays so.
    #[schema(example = 1)]
    pub version: u32,
    /// National status code, 4 to 7.
    #[schema(example = 4)]
    pub status: i32,
    /// When it is due, UTC; while paused, what held when the clock stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// Code of the unit that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "H35.05.04")]
    pub unit: Option<String>,
}

/// Where to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// From `next` of the page before.
    cursor: Option<String>,
    /// How many, 1 to 200.
    limit: Option<u64>,
}

/// List the running dossiers of a procedure that follow a version before this one; they go on following it.
#[utoipa::path(get, path = "/v1/procedures/{id}/versions/{version}/running-dossiers",
    operation_id = "listRunningDossiers", tag = "journeys",
    params(("id" = ProcedureId, Path, description = "The procedure"),
        ("version" = u32, Path, description = "The new version, published or not", example = 2), Wanted),
    responses((status = 200, description = "A page of dossiers", body = Page<RunningDossier>)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn list_running(
    State(app): State<App>,
    actor: Actor,
    Path((procedure, version)): Path<(ProcedureId, u32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<RunningDossier>>, Problem> {
    actor.require(&[Role::CatalogueEditor, Role::CatalogueApprover, Role::CentreDirector, Role::Auditor])?;
    let limit = page::limit(wanted.limit)?;
    let after: Option<DossierId> = page::decode(wanted.cursor.as_deref())?;
    let older = store::list_following_older(app.db.read(), procedure, version, after, limit).await?;
    Ok(Json(Page::of(older, limit, |record| record.dossier).map(|record| view(&record))))
}

fn view(record: &Record) -> RunningDossier {
    let (process, stage) = (&record.journey.process, &record.journey.stage);
    let step = stage.open().and_then(|open| process.step(open.number));
    RunningDossier {
        dossier_id: record.dossier,
        code: record.code.clone(),
        version: record.procedure_version,
        status: stage.status(),
        due_at: stage.due_at(),
        unit: step.map(|step| step.unit.clone()),
    }
}
