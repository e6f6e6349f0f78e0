//! Lists the findings of one version of a procedure.

use axum::extract::State;
use axum::http::HeaderMap;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{Json, Language, Path};

use super::editors::lint_context;
use super::view::{self, VersionFindings};
use crate::app::App;
use crate::domain::lint;
use crate::store;

/// List the findings of one version of a procedure, also of a draft.
#[utoipa::path(get, path = "/v1/procedures/{id}/versions/{version}/findings", operation_id = "listVersionFindings",
    tag = "procedures",
    params(("id" = ProcedureId, Path, description = "The procedure"),
        ("version" = u32, Path, description = "The version")),
    responses((status = 200, description = "Its findings", body = VersionFindings)))]
pub async fn list_version_findings(
    State(app): State<App>,
    headers: HeaderMap,
    Path((id, version)): Path<(ProcedureId, u32)>,
) -> Result<Json<VersionFindings>, Problem> {
    let content = store::find_procedure_content(app.db.read(), id, version).await?.ok_or_else(Problem::not_found)?;
    let (findings, language) = (lint(&content, &lint_context(&app).await?), Language::negotiate(&headers));
    let items = findings.into_iter().map(|finding| view::finding(finding, language)).collect();
    Ok(Json(VersionFindings { id, code: content.code, version, items }))
}
