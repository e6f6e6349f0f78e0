//! Reads a version of a procedure. A dossier keeps the version it was accepted by, so old versions stay readable.

use axum::extract::State;
use axum::http::HeaderMap;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path};

use super::editors::EDITORS;
use super::view::{self, ProcedureView};
use crate::app::App;
use crate::store;

/// Read a version of a procedure. A published version stays public; an open draft is shown to editors, approvers and
/// auditors.
#[utoipa::path(get, path = "/v1/procedures/{id}/versions/{version}", operation_id = "getProcedureVersion",
    tag = "procedures",
    params(("id" = ProcedureId, Path, description = "The procedure"), ("version" = u32, Path, description = "The version")),
    responses((status = 200, description = "The content of that version", body = ProcedureView)))]
pub async fn get_procedure_version(
    State(app): State<App>,
    headers: HeaderMap,
    Path((id, version)): Path<(ProcedureId, u32)>,
) -> Result<Json<ProcedureView>, Problem> {
    let published = store::load_procedure(&app.db.unit_of_work(), id).await?.value.published();
    let is_public = published.is_some_and(|newest| version <= newest);
    // A draft is not found for callers who may not see drafts.
    if !is_public && !app.verifier.actor(&headers).is_ok_and(|reader| reader.require(EDITORS).is_ok()) {
        return Err(Problem::not_found());
    }
    let content = store::find_procedure_content(app.db.read(), id, version).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(view::procedure(id, version, content)))
}
