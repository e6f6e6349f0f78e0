//! Starts an online payment of a fee.

use axum::extract::State;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::commands;

/// What is to be paid online.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"feeId": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"}))]
pub struct OnlinePayment {
    /// The fee, from `feeDue` or `procedureFee` of the dossier.
    pub fee_id: FeeId,
}

/// An online payment that was started.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StartedPayment {
    /// Id of the payment.
    pub payment_id: PaymentId,
    /// The fee.
    pub fee_id: FeeId,
    /// The amount in đồng.
    #[schema(example = 30_000)]
    pub amount_vnd: u64,
    /// The signed URL of the payment page, to send the applicant to.
    #[schema(example = "https://pay.example/pay?amountVnd=30000&signature=q83v")]
    pub pay_url: String,
    /// Until when the page takes the payment, UTC.
    pub expires_at: DateTime<Utc>,
}

/// Start to pay a fee online: the applicant, or the counter on the applicant's behalf. Nothing is paid until the platform
/// notifies it.
#[utoipa::path(post, path = "/v1/dossiers/{id}/online-payments", operation_id = "startPayment", tag = "payments",
    request_body = OnlinePayment,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response")),
    responses((status = 201, description = "Started; send the applicant to `payUrl`", body = StartedPayment),
        (status = 409, description = "Paid already, the dossier ended, or online payment is not open", body = ProblemDocument)))]
pub async fn start_payment(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<OnlinePayment>,
) -> Result<CommandResponse, Problem> {
    commands::start_payment(&app, request.caller, id, request.body.fee_id, view).await
}

fn view(started: &commands::StartedPayment) -> StartedPayment {
    let payment = &started.payment;
    StartedPayment {
        payment_id: payment.id,
        fee_id: payment.fee,
        amount_vnd: payment.amount_vnd,
        pay_url: started.pay_url.clone(),
        expires_at: started.expires_at,
    }
}
