//! Taking a task from the unit's queue.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::WORKERS;
use super::view::TaskView;
use crate::{App, commands, domain};

/// Nothing needs to be said: who sends it takes the task.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Claim {}

/// Claim a task; a second time by the same person is harmless.
#[utoipa::path(post, path = "/v1/tasks/{id}/claim", operation_id = "claimTask", tag = "tasks",
    request_body = Claim,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Claimed", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["tasks:write"])))]
pub async fn claim_task(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: Command<Claim>,
) -> Result<Reply, Problem> {
    request.actor.require(&WORKERS)?;
    let command = domain::Command::Claim { by: AccountId(request.actor.id) };
    commands::execute(&app, request.actor, request.once, request.if_match, id, command).await
}
