//! Declines the withdrawal of a dossier.

use axum::extract::State;
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

/// Why the withdrawal is declined.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Kết quả đã được trình ký"}))]
pub struct WithdrawalRefusal {
    /// Why, as the applicant will read it; stored with the task, not included in events.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Decline the withdrawal of a dossier; to grant it, stop the dossier with the cause "withdrawn".
#[utoipa::path(post, path = "/v1/tasks/{id}/withdrawal-refusal", operation_id = "declineWithdrawal", tag = "tasks",
    request_body = WithdrawalRefusal,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Declined", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn decline_withdrawal(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<WithdrawalRefusal>,
) -> Result<CommandResponse, Problem> {
    let by = AccountId(request.caller.actor.id);
    let command = domain::Command::DeclineWithdrawal { by, reason: request.body.reason };
    commands::run(&app, request.caller, id, command, view::task).await
}
