//! Claims a task of the unit's queue.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, TaskView};
use crate::app::App;
use crate::{commands, domain};

/// No fields: the caller claims the task.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Claim {}

/// Claim a task; repeating it changes nothing.
#[utoipa::path(post, path = "/v1/tasks/{id}/claim", operation_id = "claimTask", tag = "tasks",
    request_body = Claim,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Claimed", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn claim_task(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<Claim>,
) -> Result<CommandResponse, Problem> {
    let command = domain::Command::Claim { by: AccountId(request.caller.actor.id) };
    commands::run(&app, request.caller, id, command, view::task).await
}
