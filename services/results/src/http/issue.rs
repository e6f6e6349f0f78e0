//! Issuing a result: it gets its number and its seal, inside the legal limit.

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

/// Nothing needs to be said; number and seal are computed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Issue {}

/// Number, seal and issue a result; a second time is harmless.
#[utoipa::path(post, path = "/v1/results/{id}/issue", operation_id = "issueResult", tag = "results",
    request_body = Issue,
    params(("id" = ResultId, Path, description = "The result"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Issued; number and seal", body = ResultView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["results:write"])))]
pub async fn issue_result(
    State(app): State<App>,
    Path(id): Path<ResultId>,
    request: Command<Issue>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::Clerk])?;
    commands::execute(&app, request.actor, request.once, request.if_match, id, Wish::Issue).await
}
