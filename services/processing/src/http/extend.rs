//! Apologises for a late result and promises a later day (Mẫu 04), once per dossier.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_contracts::ids::{AccountId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, TaskView};
use crate::app::App;
use crate::commands;
use crate::domain::{self, Extension};

/// Apology and new day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Chờ ý kiến của cơ quan phối hợp", "promisedOn": "2022-12-30"}))]
pub struct ExtensionGrant {
    /// Why, as the applicant will read it; stored with the task, not included in events.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
    /// The new day of the result, local; after today and after the due date, by at most 366 days.
    pub promised_on: NaiveDate,
}

/// Apologise and promise a later day; the original due date stays the one it is judged by.
#[utoipa::path(post, path = "/v1/tasks/{id}/extension", operation_id = "extendDueDate", tag = "tasks",
    request_body = ExtensionGrant,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Promised", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn extend_due_date(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<ExtensionGrant>,
) -> Result<CommandResponse, Problem> {
    let by = AccountId(request.caller.actor.id);
    let extension = Extension { reason: request.body.reason, promised_on: request.body.promised_on };
    let command = domain::Command::Extend { by, extension };
    commands::run(&app, request.caller, id, command, view::task).await
}
