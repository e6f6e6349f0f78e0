//! Reads one dossier.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::access::Shown;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path, etag};

use super::view::{self, DossierView};
use crate::app::App;
use crate::commands::rights;
use crate::store;

/// Read a dossier; with its lookup secret for those who may print the receipt.
#[utoipa::path(get, path = "/v1/dossiers/{id}", operation_id = "getDossier", tag = "dossiers",
    params(("id" = DossierId, Path, description = "The dossier")),
    responses((status = 200, description = "The dossier", body = DossierView, headers(("ETag" = String, description = "Its version")))))]
pub async fn get_dossier(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Result<impl IntoResponse, Problem> {
    let scope = app.access_scope(&actor).await?;
    let (dossier, version) = store::find(app.resources.db.read(), &scope, id).await?.ok_or_else(Problem::not_found)?;
    let lookup_secret = rights::may_print_receipt(&scope, &dossier).then(|| dossier.filing.secret.clone());
    Ok(Shown::new([id.0], (etag(version), Json(DossierView { lookup_secret, ..view::dossier(&dossier) }))))
}
