//! Reads the history of the work on a dossier: who did what to which task, when and why.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::history::{self, HistoryEntry};
use motcua_kit::http::{Json, Path};
use motcua_kit::page::Page;

use crate::app::App;
use crate::store;

/// Read what happened to the tasks of a dossier, oldest first.
#[utoipa::path(get, path = "/v1/dossiers/{id}/history/processing", operation_id = "getProcessingHistory", tag = "tasks",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Its history in processing, on one page", body = Page<HistoryEntry>)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_processing_history(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<Page<HistoryEntry>>, Problem> {
    if !store::may_see(app.db.read(), &store::scope(&app, &actor).await?, id).await? {
        return Err(Problem::not_found());
    }
    Ok(Json(history::entries(app.db.read(), id.0).await?))
}
