//! Completing the work of a step.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::WORKERS;
use super::view::TaskView;
use crate::{App, commands, domain};

/// The work is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"note": "Đủ điều kiện, trình ký"}))]
pub struct Completion {
    /// What colleagues should know about it; mandatory for an opinion, whose words it is.
    #[schema(min_length = 1, max_length = 2000)]
    pub note: Option<String>,
}

/// Complete a task one has claimed: the dossier goes on to its next step, or the opinion that was asked for is given.
#[utoipa::path(post, path = "/v1/tasks/{id}/completion", operation_id = "completeTask", tag = "tasks",
    request_body = Completion,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Done", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["tasks:write"])))]
pub async fn complete_task(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: Command<Completion>,
) -> Result<Reply, Problem> {
    request.actor.require(&WORKERS)?;
    let command = domain::Command::Complete { by: AccountId(request.actor.id), note: request.body.note };
    commands::execute(&app, request.actor, request.once, request.if_match, id, command).await
}
