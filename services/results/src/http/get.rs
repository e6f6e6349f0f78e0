//! Reading one result.

use axum::extract::State;
use motcua_contracts::ids::ResultId;
use motcua_kit::Problem;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::http::{Json, Path};

use super::view::{self, ResultView};
use crate::{App, store};

/// Read a result.
#[utoipa::path(get, path = "/v1/results/{id}", operation_id = "getResult", tag = "results",
    params(("id" = ResultId, Path, description = "The result")),
    responses((status = 200, description = "The result", body = ResultView)),
    security(("oauth2" = ["results:read"])))]
pub async fn get_result(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<ResultId>,
) -> Result<Json<ResultView>, Problem> {
    actor.require(&super::READERS)?;
    let document = store::find(app.db.read(), &actor, id).await?.ok_or_else(Problem::not_found)?;
    let may_know = actor.is(Role::ResultOfficer) || actor.is(Role::Auditor);
    let collected_by = document.collector.clone().filter(|_| may_know);
    Ok(Json(ResultView { collected_by, ..view::result(&document)? }))
}
