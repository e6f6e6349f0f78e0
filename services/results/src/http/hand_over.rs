//! Hands a result over: at the counter, by post or online.

use axum::extract::State;
use motcua_contracts::ids::ResultId;
use motcua_contracts::{Channel, Text};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, ResultView};
use crate::app::App;
use crate::commands::{self, Operation};
use crate::domain::{self, Collector, needs_collector};

/// The hand-over of a result.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"deliveryMethod": "counter", "collectedBy": {"name": "Lò Thị Mai", "identityNumber": "012300000017"}}))]
pub struct HandOver {
    /// The delivery method.
    pub delivery_method: Channel,
    /// The person who collects it; required at the counter.
    #[serde(default)]
    pub collected_by: Option<Collector>,
}

/// Hand a result over (status 10). Repeating it with the same content changes nothing; other content is refused.
#[utoipa::path(post, path = "/v1/results/{id}/return", operation_id = "returnResult", tag = "results",
    request_body = HandOver,
    params(("id" = ResultId, Path, description = "The result"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Handed over", body = ResultView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn return_result(
    State(app): State<App>,
    Path(id): Path<ResultId>,
    request: CommandRequest<HandOver>,
) -> Result<CommandResponse, Problem> {
    let HandOver { delivery_method, collected_by } = request.body;
    if needs_collector(delivery_method) && collected_by.is_none() {
        return Err(Problem::field("/collectedBy", "required", Text::fixed("Trường bắt buộc", "Required field")));
    }
    let operation = Operation::Command(domain::Command::Return { delivery_method, collector: collected_by });
    commands::run(&app, request.caller, id, operation, view::result).await
}
