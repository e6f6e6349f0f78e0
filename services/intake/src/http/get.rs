//! Reading one dossier.

use axum::extract::State;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path};

use super::view::{self, DossierView};
use crate::{App, store};

/// Read a dossier.
#[utoipa::path(get, path = "/v1/dossiers/{id}", operation_id = "getDossier", tag = "dossiers",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The dossier", body = DossierView)),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_dossier(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<Json<DossierView>, Problem> {
    let dossier = store::find(app.db.read(), &actor, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(view::dossier(&dossier)))
}
