//! Keeping a dossier that the applicant wants back.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::TaskView;
use crate::domain;
use crate::{App, commands};

/// Why the dossier is kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Kết quả đã được trình ký"}))]
pub struct WithdrawalRefusal {
    /// Why, as the applicant will read it; kept with the task, it does not travel.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Keep a dossier that the applicant wants back; to give it back, stop it with the cause "withdrawn".
#[utoipa::path(post, path = "/v1/tasks/{id}/withdrawal-refusal", operation_id = "declineWithdrawal", tag = "tasks",
    request_body = WithdrawalRefusal,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Kept", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["tasks:write"])))]
pub async fn decline_withdrawal(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: Command<WithdrawalRefusal>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::DeptHead])?;
    let by = AccountId(request.actor.id);
    let command = domain::Command::DeclineWithdrawal { by, reason: request.body.reason };
    commands::execute(&app, request.actor, request.once, request.if_match, id, command).await
}
