//! Reads the history of a journey.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::history::{self, HistoryEntry};
use motcua_kit::http::{Json, Path};
use motcua_kit::page::Page;

use super::access::find_visible;
use crate::app::App;

/// Read what happened to the journey of a dossier: who, from which status to which, when, and why where a reason is due.
#[utoipa::path(get, path = "/v1/dossiers/{id}/history/routing", operation_id = "getRoutingHistory", tag = "journeys",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Its history", body = Page<HistoryEntry>)))]
pub async fn get_routing_history(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<Page<HistoryEntry>>, Problem> {
    find_visible(&app, &actor, id).await?;
    Ok(Json(history::entries(app.db.read(), id.0).await?))
}
