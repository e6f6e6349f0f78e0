//! Completes the work of a step.

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

/// The work is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"note": "Đủ điều kiện, trình ký"}))]
pub struct Completion {
    /// A note for colleagues, who read it in the history; for an opinion its text, which is mandatory. Not included in
    /// events.
    #[schema(min_length = 1, max_length = 2000)]
    pub note: Option<String>,
}

/// Complete a task that the caller has claimed: the next step of the dossier opens, or the requested opinion is given.
#[utoipa::path(post, path = "/v1/tasks/{id}/completion", operation_id = "completeTask", tag = "tasks",
    request_body = Completion,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Done", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn complete_task(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<Completion>,
) -> Result<CommandResponse, Problem> {
    let command = domain::Command::Complete { by: AccountId(request.caller.actor.id), note: request.body.note };
    commands::run(&app, request.caller, id, command, view::task).await
}
