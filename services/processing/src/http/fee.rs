//! Requires a payment before the work goes on.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, FeeId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, TaskView};
use crate::app::App;
use crate::commands;
use crate::domain::{self, Fee};

/// How much, and what for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"amountVnd": 150000, "reason": "Lệ phí cấp giấy phép theo quy định"}))]
pub struct FeeRequirement {
    /// How much, in đồng, which has no minor unit.
    #[schema(minimum = 1, maximum = 1_000_000_000_000_i64, example = 150_000)]
    pub amount_vnd: u64,
    /// Why, as the applicant will read it; stored with the task, not included in events.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Require a payment; the clock is paused until it is paid.
#[utoipa::path(post, path = "/v1/tasks/{id}/fee-requirement", operation_id = "requireFee", tag = "tasks",
    request_body = FeeRequirement,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Required; the task is paused", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn require_fee(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: CommandRequest<FeeRequirement>,
) -> Result<CommandResponse, Problem> {
    let fee = Fee { id: FeeId::mint(), amount_vnd: request.body.amount_vnd, reason: request.body.reason };
    let command = domain::Command::RequireFee { by: AccountId(request.caller.actor.id), fee };
    commands::run(&app, request.caller, id, command, view::task).await
}
