//! Recalls an issued result for an error before it is handed over (9 → 4).

use axum::extract::State;
use motcua_contracts::ids::ResultId;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, ResultView};
use crate::app::App;
use crate::commands::{self, Operation};
use crate::domain;

/// The reason of a recall.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Sai số thửa đất trên giấy phép"}))]
pub struct Recall {
    /// The error, for the officer who corrects it.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Recall an issued result for an error before it is handed over: the dossier is open again with its due date, and
/// the next decision makes another document. Repeating it with the same reason changes nothing.
#[utoipa::path(post, path = "/v1/results/{id}/recall", operation_id = "recallResult", tag = "results",
    request_body = Recall,
    params(("id" = ResultId, Path, description = "The result"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Recalled; its number stays used", body = ResultView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn recall_result(
    State(app): State<App>,
    Path(id): Path<ResultId>,
    request: CommandRequest<Recall>,
) -> Result<CommandResponse, Problem> {
    let operation = Operation::Command(domain::Command::Recall { reason: request.body.reason });
    commands::run(&app, request.caller, id, operation, view::result).await
}
