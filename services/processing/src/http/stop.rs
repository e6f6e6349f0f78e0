//! Ends a dossier without a result (Mẫu 05), by decision of the leader.

use axum::extract::State;
use motcua_contracts::StopCause;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, TaskView};
use crate::app::App;
use crate::commands;
use crate::domain;

/// Cause and reason.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"cause": "supplement_overdue", "reason": "Quá thời hạn bổ sung hồ sơ"}))]
pub struct StopNotice {
    /// The cause.
    pub cause: StopCause,
    /// Why, as the applicant will read it; stored with the task, not included in events.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// End a dossier without a result: the applicant withdrew it, the papers did not come in time, or another reason.
#[utoipa::path(post, path = "/v1/tasks/{id}/stop", operation_id = "stopDossier", tag = "tasks",
    request_body = StopNotice,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Ended", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn stop_dossier(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<StopNotice>,
) -> Result<CommandResponse, Problem> {
    let by = AccountId(request.caller.actor.id);
    let command = domain::Command::Stop { by, cause: request.body.cause, reason: request.body.reason };
    commands::run(&app, request.caller, id, command, view::task).await
}
