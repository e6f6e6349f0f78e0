//! Asks for papers that are missing, once per dossier.

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
use crate::domain::{self, Supplement};

/// What is missing.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Bản sao giấy tờ đã hết hiệu lực", "deadline": "2022-12-30",
    "papers": ["Bản sao giấy tờ chứng minh nhân thân"]}))]
pub struct SupplementRequest {
    /// Why, in words for the applicant (Mẫu 02); stored with the task, not included in events.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
    /// Which papers.
    #[schema(min_items = 1, max_items = 50)]
    pub papers: Vec<PaperName>,
    /// Last day to hand them in; after today, by at most 366 days.
    pub deadline: NaiveDate,
}

/// A paper in words the applicant understands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(min_length = 2, max_length = 250, example = "Bản sao giấy tờ chứng minh nhân thân")]
pub struct PaperName(String);

/// Ask for papers that are missing; the clock is paused. Once per dossier.
#[utoipa::path(post, path = "/v1/tasks/{id}/supplement-request", operation_id = "requestSupplement", tag = "tasks",
    request_body = SupplementRequest,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Asked; the task is paused", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn request_supplement(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<SupplementRequest>,
) -> Result<CommandResponse, Problem> {
    let SupplementRequest { reason, papers, deadline } = request.body;
    let papers = papers.into_iter().map(|paper| paper.0).collect();
    let supplement = Supplement { reason, papers, deadline };
    let command = domain::Command::RequestSupplement { by: AccountId(request.caller.actor.id), supplement };
    commands::run(&app, request.caller, id, command, view::task).await
}
