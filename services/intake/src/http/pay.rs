//! Recording a payment at the counter: what was demanded meanwhile, or the fee of the procedure.

use axum::extract::State;
use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::DossierView;
use crate::App;
use crate::commands::{self, Wish};

/// What was paid.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"feeId": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11"}))]
pub struct Payment {
    /// The fee, from `feeDue` or `procedureFee` of the dossier.
    pub fee_id: FeeId,
}

/// Record that what is due of a fee was paid at the counter. When it was demanded meanwhile the clock goes on; a paid fee
/// is refused a second time.
#[utoipa::path(post, path = "/v1/dossiers/{id}/payments", operation_id = "payFee", tag = "dossiers",
    request_body = Payment,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Paid", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn pay_fee(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: Command<Payment>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::IntakeOfficer, Role::ResultOfficer])?;
    let wish = Wish::Pay { payment: PaymentId::mint(), fee: request.body.fee_id };
    commands::execute(&app, request.actor, request.once, request.if_match, id, wish).await
}
