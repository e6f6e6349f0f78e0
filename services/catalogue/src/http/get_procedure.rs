//! Reads the newest published version of a procedure.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path, etag};

use super::view::{self, ProcedureView};
use crate::app::App;
use crate::store;

/// Read the newest published version of a procedure.
#[utoipa::path(get, path = "/v1/procedures/{id}", operation_id = "getProcedure", tag = "procedures",
    params(("id" = ProcedureId, Path, description = "The procedure")),
    responses((status = 200, description = "The procedure", body = ProcedureView,
        headers(("ETag" = String, description = "Version of the procedure with its drafts")))))]
pub async fn get_procedure(State(app): State<App>, Path(id): Path<ProcedureId>) -> Result<impl IntoResponse, Problem> {
    let versions = store::load_procedure(&app.db.unit_of_work(), id).await?;
    let version = versions.value.published().ok_or_else(Problem::not_found)?;
    let content = store::find_procedure_content(app.db.read(), id, version).await?.ok_or_else(Problem::not_found)?;
    Ok((etag(versions.version.version), Json(view::procedure(id, version, content))))
}
