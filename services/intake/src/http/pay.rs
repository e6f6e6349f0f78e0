//! Records a payment at the counter: of a fee that the office demanded, or of the fee of the procedure.

use axum::extract::State;
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, DossierView};
use crate::app::App;
use crate::commands::{self, Operation};

/// What was paid.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"feeId": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"}))]
pub struct PaymentRequest {
    /// The fee, from `feeDue` or `procedureFee` of the dossier.
    pub fee_id: FeeId,
}

/// Record the payment of a fee at the counter. When the office demanded it the clock continues; a fee that is paid
/// already is refused.
#[utoipa::path(post, path = "/v1/dossiers/{id}/payments", operation_id = "payFee", tag = "dossiers",
    request_body = PaymentRequest,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Paid", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn pay_fee(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<PaymentRequest>,
) -> Result<CommandResponse, Problem> {
    let operation = Operation::Pay { payment: PaymentId::mint(), fee: request.body.fee_id };
    commands::run(&app, request.caller, id, operation, view::dossier).await
}
