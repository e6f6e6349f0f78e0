//! Decides: granted, or refused as a reasoned result.

use axum::extract::State;
use motcua_contracts::Text;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, TaskView};
use crate::app::App;
use crate::commands;
use crate::domain::{self, Decision};

/// What is decided.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"granted": true}))]
pub struct Approval {
    /// Whether what was applied for is granted.
    pub granted: bool,
    /// Why, as the applicant will read it; mandatory when it is not granted. When it is granted, a note for colleagues.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: Option<String>,
}

/// Decide on a dossier; an officer who worked on it cannot decide.
#[utoipa::path(post, path = "/v1/tasks/{id}/approval", operation_id = "approveTask", tag = "tasks",
    request_body = Approval,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Decided", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn approve_task(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<Approval>,
) -> Result<CommandResponse, Problem> {
    let decision = Decision::of(request.body.granted, request.body.reason).ok_or_else(reason_missing)?;
    let command = domain::Command::Approve { by: AccountId(request.caller.actor.id), decision };
    commands::run(&app, request.caller, id, command, view::task).await
}

fn reason_missing() -> Problem {
    Problem::field("/reason", "required", Text::fixed("Từ chối phải nêu lý do", "A refusal needs its reason"))
}
