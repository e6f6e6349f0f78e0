//! Handing a result over: at the counter, by post or online.

use axum::extract::State;
use motcua_contracts::ids::ResultId;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::ResultView;
use crate::App;
use crate::commands::{self, Wish};
use crate::domain::{self, Collector, Way};

/// How it is handed over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"way": "counter", "collectedBy": {"name": "Lò Thị Mai", "identityNumber": "012300000017"}}))]
pub struct HandOver {
    /// The way.
    pub way: Way,
    /// Who collects it; required at the counter.
    #[serde(default)]
    pub collected_by: Option<Collector>,
}

/// Hand a result over (status 10); the same again is harmless.
#[utoipa::path(post, path = "/v1/results/{id}/return", operation_id = "returnResult", tag = "results",
    request_body = HandOver,
    params(("id" = ResultId, Path, description = "The result"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Handed over", body = ResultView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["results:write"])))]
pub async fn return_result(
    State(app): State<App>,
    Path(id): Path<ResultId>,
    request: Command<HandOver>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::ResultOfficer])?;
    let HandOver { way, collected_by } = request.body;
    if way.needs_collector() && collected_by.is_none() {
        return Err(Problem::field("/collectedBy", "required", "Trường bắt buộc / Required field"));
    }
    let wish = Wish::Plain(domain::Command::Return { way, collector: collected_by });
    commands::execute(&app, request.actor, request.once, request.if_match, id, wish).await
}
