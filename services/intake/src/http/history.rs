//! The history of a dossier at intake.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::history::{self, HistoryEntry};
use motcua_kit::http::{Json, Path};
use motcua_kit::page::Page;

use crate::app::App;
use crate::store;

/// Read the history of a dossier at intake, oldest first; for all who may read the dossier, also the applicant:
/// accounts are opaque ids there.
#[utoipa::path(get, path = "/v1/dossiers/{id}/history/intake", operation_id = "getIntakeHistory", tag = "dossiers",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "Every change", body = Page<HistoryEntry>)))]
pub async fn get_intake_history(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<Page<HistoryEntry>>, Problem> {
    store::find(app.resources.db.read(), &app.access_scope(&actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(history::entries(app.resources.db.read(), id.0).await?))
}
