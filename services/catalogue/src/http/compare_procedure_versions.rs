//! Compares two versions of a procedure.

use axum::extract::State;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Path, Query};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::VersionDifferences;
use crate::app::App;
use crate::domain::differences;
use crate::store;

/// The version to compare with.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompareProcedureVersionsQuery {
    /// The earlier version.
    #[param(minimum = 1, example = 1)]
    from: u32,
}

/// Compare a version of a procedure, also a draft, with an earlier one.
#[utoipa::path(get, path = "/v1/procedures/{id}/versions/{version}/differences",
    operation_id = "compareProcedureVersions", tag = "procedures",
    params(("id" = ProcedureId, Path, description = "The procedure"),
        ("version" = u32, Path, description = "The later version"), CompareProcedureVersionsQuery),
    responses((status = 200, description = "Its differences from the earlier version", body = VersionDifferences)))]
pub async fn compare_procedure_versions(
    State(app): State<App>,
    Path((id, version)): Path<(ProcedureId, u32)>,
    Query(CompareProcedureVersionsQuery { from }): Query<CompareProcedureVersionsQuery>,
) -> Result<Json<VersionDifferences>, Problem> {
    let earlier = store::find_procedure_content(app.db.read(), id, from).await?.ok_or_else(Problem::not_found)?;
    let later = store::find_procedure_content(app.db.read(), id, version).await?.ok_or_else(Problem::not_found)?;
    let items = differences(&earlier, &later);
    Ok(Json(VersionDifferences { id, code: later.code, from, version, items }))
}
