//! Beginning an online payment of a fee.

use axum::extract::State;
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::StartedPayment;
use crate::{App, commands};

/// What is to be paid online.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"feeId": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"}))]
pub struct OnlinePayment {
    /// The fee, from `feeDue` or `procedureFee` of the dossier.
    pub fee_id: FeeId,
}

/// Begin to pay a fee online: the applicant, or the counter for somebody who stands there. Nothing is paid until the
/// platform says so.
#[utoipa::path(post, path = "/v1/dossiers/{id}/online-payments", operation_id = "startPayment", tag = "payments",
    request_body = OnlinePayment,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 201, description = "Begun; send the applicant to `payUrl`", body = StartedPayment),
        (status = 409, description = "Paid already, the dossier ended, or online payment is not open", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn start_payment(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: Command<OnlinePayment>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::Citizen, Role::IntakeOfficer, Role::ResultOfficer])?;
    let (payment, fee) = (PaymentId::mint(), request.body.fee_id);
    commands::payments::start(&app, request.actor, request.once, id, payment, fee).await
}
