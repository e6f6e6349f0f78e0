//! Reading one dossier.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path, etag};

use super::view::{self, DossierView};
use crate::{App, store};

/// Read a dossier.
#[utoipa::path(get, path = "/v1/dossiers/{id}", operation_id = "getDossier", tag = "dossiers",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The dossier", body = DossierView, headers(("ETag" = String, description = "Its version")))),
    security(("oauth2" = ["dossiers:read"])))]
pub async fn get_dossier(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<impl IntoResponse, Problem> {
    let (dossier, version) =
        store::find(app.db.read(), &app.reader(&actor).await?, id).await?.ok_or_else(Problem::not_found)?;
    Ok((etag(version), Json(view::dossier(&dossier))))
}
