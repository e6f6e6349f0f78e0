//! Reads one result.

use axum::extract::State;
use axum::response::IntoResponse;
use motcua_contracts::ids::ResultId;
use motcua_kit::Problem;
use motcua_kit::access::Shown;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Path, etag};
use motcua_office::Role;

use super::view::{self, ResultView};
use crate::app::App;
use crate::store;

/// Read a result.
#[utoipa::path(get, path = "/v1/results/{id}", operation_id = "getResult", tag = "results",
    params(("id" = ResultId, Path, description = "The result")),
    responses((status = 200, description = "The result", body = ResultView, headers(("ETag" = String, description = "Its version")))))]
pub async fn get_result(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<ResultId>,
) -> Result<impl IntoResponse, Problem> {
    let scope = store::scope(&app, &actor).await?;
    let (document, version) = store::find(app.db.read(), &scope, id).await?.ok_or_else(Problem::not_found)?;
    let sees_collector = actor.is(Role::ResultOfficer) || actor.is(Role::Auditor);
    let collected_by = document.collector.clone().filter(|_| sees_collector);
    let shown = collected_by.is_some().then_some(document.dossier.0);
    Ok(Shown::new(shown, (etag(version), Json(ResultView { collected_by, ..view::result(&document)? }))))
}
