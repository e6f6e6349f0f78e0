//! Reads the history of the results of a dossier.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::history::{self, HistoryEntry};
use motcua_kit::http::{Json, Path};
use motcua_kit::page::Page;

use crate::app::App;
use crate::store;

/// Read the history of the results of a dossier: actor, time, and the reason where one is mandatory.
#[utoipa::path(get, path = "/v1/dossiers/{id}/history/results", operation_id = "getResultsHistory", tag = "results",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Its history", body = Page<HistoryEntry>)))]
pub async fn get_results_history(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<Page<HistoryEntry>>, Problem> {
    let scope = store::scope(&app, &actor).await?;
    if !store::may_see(app.db.read(), &scope, id).await? {
        return Err(Problem::not_found());
    }
    Ok(Json(history::entries(app.db.read(), id.0).await?))
}
