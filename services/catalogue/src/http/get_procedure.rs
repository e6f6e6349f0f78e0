//! Reading what a procedure says now.

use axum::extract::State;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path};

use super::view::{self, ProcedureView};
use crate::{App, store};

/// Read the newest published version of a procedure.
#[utoipa::path(get, path = "/v1/procedures/{id}", operation_id = "getProcedure", tag = "procedures",
    params(("id" = ProcedureId, Path, description = "The procedure")),
    responses((status = 200, description = "The procedure", body = ProcedureView)),
    security(()))]
pub async fn get_procedure(
    State(app): State<App>,
    Path(id): Path<ProcedureId>,
) -> Result<Json<ProcedureView>, Problem> {
    let (version, content) = store::find_procedure(app.db.read(), id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(view::procedure(id, version, content)))
}
