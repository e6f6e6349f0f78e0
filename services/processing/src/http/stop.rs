//! Ending a dossier without a result (Mẫu 05): by decision of the leader.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::TaskView;
use crate::domain::{self, Cause};
use crate::{App, commands};

/// Cause and reason.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"cause": "supplement_overdue", "reason": "Quá thời hạn bổ sung hồ sơ"}))]
pub struct StopNotice {
    /// What kind of end.
    pub cause: Cause,
    /// Why, as the applicant will read it; kept with the task, it does not travel.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// End a dossier without a result: the applicant took it back, the papers did not come in time, or another reason.
#[utoipa::path(post, path = "/v1/tasks/{id}/stop", operation_id = "stopDossier", tag = "tasks",
    request_body = StopNotice,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Ended", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["tasks:write"])))]
pub async fn stop_dossier(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: Command<StopNotice>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::DeptHead])?;
    let by = AccountId(request.actor.id);
    let command = domain::Command::Stop { by, cause: request.body.cause, reason: request.body.reason };
    commands::execute(&app, request.actor, request.once, request.if_match, id, command).await
}
