//! Reading what a version of a procedure says: dossiers follow for life the one they were received by.

use axum::extract::State;
use axum::http::HeaderMap;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path};

use super::list_findings::EDITORS;
use super::view::{self, ProcedureView};
use crate::{App, store};

/// Read a version of a procedure. What was published stays public; an open draft is shown to those who edit, approve and
/// audit.
#[utoipa::path(get, path = "/v1/procedures/{id}/versions/{version}", operation_id = "getProcedureVersion",
    tag = "procedures",
    params(("id" = ProcedureId, Path, description = "The procedure"), ("version" = u32, Path, description = "The version")),
    responses((status = 200, description = "What that version says", body = ProcedureView)),
    security((), ("oauth2" = ["catalogue:read"])))]
pub async fn get_procedure_version(
    State(app): State<App>,
    headers: HeaderMap,
    Path((id, version)): Path<(ProcedureId, u32)>,
) -> Result<Json<ProcedureView>, Problem> {
    let db = app.db.read();
    let is_public = store::published_version(db, id).await?.is_some_and(|newest| version <= newest);
    // Whoever may not see drafts is not told that there is one.
    if !is_public && !app.verifier.actor(&headers).is_ok_and(|reader| reader.require(EDITORS).is_ok()) {
        return Err(Problem::not_found());
    }
    let content = store::procedure_content(db, id, version).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(view::procedure(id, version, content)))
}
