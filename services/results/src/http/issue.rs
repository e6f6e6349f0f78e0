//! Issues a result: it gets its number and its seal, inside the legal limit.

use axum::extract::State;
use motcua_contracts::ids::ResultId;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, ResultView};
use crate::app::App;
use crate::commands::{self, Operation};

/// No fields: number and seal are computed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Issue {}

/// Number, seal and issue a result; repeating it changes nothing.
#[utoipa::path(post, path = "/v1/results/{id}/issue", operation_id = "issueResult", tag = "results",
    request_body = Issue,
    params(("id" = ResultId, Path, description = "The result"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Issued; number and seal", body = ResultView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn issue_result(
    State(app): State<App>,
    Path(id): Path<ResultId>,
    request: CommandRequest<Issue>,
) -> Result<CommandResponse, Problem> {
    commands::run(&app, request.caller, id, Operation::Issue, view::result).await
}
