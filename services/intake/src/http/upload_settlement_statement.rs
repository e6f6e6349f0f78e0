//! Uploads the payment platform's settlement statement of a day.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use motcua_payments::{LineKind, Statement};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::commands;
use crate::domain::SettlementStatement;

/// The settlement statement of a day in sums.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettlementStatementView {
    /// The day in Viet Nam.
    pub day: NaiveDate,
    /// The number of its lines.
    #[schema(example = 412)]
    pub lines: usize,
    /// What the platform took, in đồng.
    #[schema(example = 12_360_000)]
    pub taken_vnd: u64,
    /// What the platform refunded, in đồng.
    #[schema(example = 30_000)]
    pub refunded_vnd: u64,
}

/// Upload the payment platform's settlement statement of a local day. It replaces the one before; older ones stay on
/// record.
///
/// A replacement needs the ETag of the statement, from its upload or from `getReconciliation`, so that no other correction
/// is overwritten. The same statement again changes nothing.
#[utoipa::path(put, path = "/v1/payments/statements/{day}", operation_id = "uploadSettlementStatement", tag = "payments",
    request_body = Statement,
    params(("day" = NaiveDate, Path, description = "The day in Viet Nam"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the statement that is replaced")),
    responses((status = 200, description = "Stored", body = SettlementStatementView,
            headers(("ETag" = String, description = "Version of the statement"))),
        (status = 412, description = "The statement has another version", body = ProblemDocument),
        (status = 422, description = "A line of another day", body = ProblemDocument),
        (status = 428, description = "There is a statement of the day and If-Match is missing", body = ProblemDocument)))]
pub async fn upload_settlement_statement(
    State(app): State<App>,
    Path(day): Path<NaiveDate>,
    CommandRequest { caller, body }: CommandRequest<Statement>,
) -> Result<CommandResponse, Problem> {
    commands::upload_statement(&app, caller, day, body, view).await
}

fn view(stored: &SettlementStatement) -> SettlementStatementView {
    let sum = |kind| stored.statement.as_ref().map_or(0, |statement| statement.sum_vnd(kind));
    SettlementStatementView {
        day: stored.day,
        lines: stored.statement.as_ref().map_or(0, |statement| statement.lines.len()),
        taken_vnd: sum(LineKind::Payment),
        refunded_vnd: sum(LineKind::Refund),
    }
}
