//! Deciding: granted, or refused as a reasoned result.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::WORKERS;
use super::view::TaskView;
use crate::domain::{self, Decision};
use crate::{App, commands};

/// What is decided.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"granted": true}))]
pub struct Approval {
    /// Whether what was applied for is granted.
    pub granted: bool,
    /// Why; mandatory when it is not granted.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: Option<String>,
}

/// Decide on a dossier; nobody decides what they worked on themselves.
#[utoipa::path(post, path = "/v1/tasks/{id}/approval", operation_id = "approveTask", tag = "tasks",
    request_body = Approval,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Decided", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["tasks:write"])))]
pub async fn approve_task(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: Command<Approval>,
) -> Result<Reply, Problem> {
    request.actor.require(&WORKERS)?;
    let decision = Decision::of(request.body.granted, request.body.reason).ok_or_else(reason_missing)?;
    let command = domain::Command::Approve { by: AccountId(request.actor.id), decision };
    commands::execute(&app, request.actor, request.once, request.if_match, id, command).await
}

fn reason_missing() -> Problem {
    Problem::field("/reason", "required", "Từ chối phải nêu lý do / A refusal needs its reason")
}
