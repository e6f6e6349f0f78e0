//! Demanding a payment before the work goes on.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, FeeId, TaskId};
use motcua_kit::Problem;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::WORKERS;
use super::view::TaskView;
use crate::domain::{self, Fee};
use crate::{App, commands};

/// How much, and what for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"amountVnd": 150000, "reason": "Lệ phí cấp giấy phép theo quy định"}))]
pub struct FeeRequirement {
    /// How much, in đồng, which has no minor unit.
    #[schema(minimum = 1, maximum = 1_000_000_000_000_i64, example = 150_000)]
    pub amount_vnd: u64,
    /// Why, as the applicant will read it; kept with the task, it does not travel.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Demand a payment; the clock stops and the task waits until it is paid.
#[utoipa::path(post, path = "/v1/tasks/{id}/fee-requirement", operation_id = "requireFee", tag = "tasks",
    request_body = FeeRequirement,
    params(("id" = TaskId, Path, description = "The task"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Demanded; the task waits", body = TaskView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["tasks:write"])))]
pub async fn require_fee(
    State(app): State<App>,
    Path(id): Path<TaskId>,
    request: Command<FeeRequirement>,
) -> Result<Reply, Problem> {
    request.actor.require(&WORKERS)?;
    let fee = Fee { id: FeeId::mint(), amount_vnd: request.body.amount_vnd, reason: request.body.reason };
    let command = domain::Command::RequireFee { by: AccountId(request.actor.id), fee };
    commands::execute(&app, request.actor, request.once, request.if_match, id, command).await
}
