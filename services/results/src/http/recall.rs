//! Taking an issued result back for an error before it is handed over (9 → 4).

use axum::extract::State;
use motcua_contracts::ids::ResultId;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::ResultView;
use crate::App;
use crate::commands::{self, Wish};
use crate::domain;

/// What is wrong with it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reason": "Sai số thửa đất trên giấy phép"}))]
pub struct Recall {
    /// The error, for the officer who corrects it.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Take an issued result back for an error before it is handed over: the dossier is open again with its due date, and
/// the next decision makes another document. The same again is harmless.
#[utoipa::path(post, path = "/v1/results/{id}/recall", operation_id = "recallResult", tag = "results",
    request_body = Recall,
    params(("id" = ResultId, Path, description = "The result"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Recalled; its number stays used", body = ResultView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["results:write"])))]
pub async fn recall_result(
    State(app): State<App>,
    Path(id): Path<ResultId>,
    request: Command<Recall>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::ResultOfficer, Role::Clerk, Role::DeptHead])?;
    let wish = Wish::Plain(domain::Command::Recall { reason: request.body.reason });
    commands::execute(&app, request.actor, request.once, request.if_match, id, wish).await
}
