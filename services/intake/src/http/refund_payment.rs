//! Recording that the surplus of a payment was paid back.

use axum::extract::State;
use motcua_contracts::ids::PaymentId;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::payment_view::RefundView;
use crate::App;
use crate::commands::{self, refund::Given};
use crate::domain::Way;

/// How it was paid back, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"amountVnd": 30_000, "way": "online", "transaction": "HT-20261125-000003", "reason": "Nộp hai lần cho một khoản"}))]
pub struct RefundRequest {
    /// How much was given back, in đồng: all of the payment that is to be refunded, `surplusVnd` of listPayments.
    #[schema(minimum = 1, example = 30_000)]
    pub amount_vnd: u64,
    /// In cash at the counter, or by a transfer that was arranged with the payment platform.
    pub way: Way,
    /// The platform's number of the transfer; mandatory for one, and only then.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub transaction: Option<String>,
    /// Why, for the record; names no person.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Record that all that is to be refunded of a payment was paid back: once, by who may take payments for the dossier.
#[utoipa::path(post, path = "/v1/payments/{id}/refund", operation_id = "refundPayment", tag = "payments",
    request_body = RefundRequest,
    params(("id" = PaymentId, Path, description = "The payment"),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the dossier or its payments as they were read; refused when it changed")),
    responses((status = 200, description = "Recorded", body = RefundView, headers(("ETag" = String, description = "The version of the dossier"))),
        (status = 409, description = "Nothing is to be refunded, it was already, or it is another sum", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn refund_payment(
    State(app): State<App>,
    Path(id): Path<PaymentId>,
    request: Command<RefundRequest>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::IntakeOfficer, Role::ResultOfficer])?;
    let RefundRequest { amount_vnd, way, transaction, reason } = request.body;
    match (way, &transaction) {
        (Way::Online, None) => {
            return Err(Problem::field(
                "/transaction",
                "required",
                "Nêu số giao dịch hoàn tiền của nền tảng / Name the platform's number of the transfer",
            ));
        }
        (Way::Counter, Some(_)) => {
            return Err(Problem::field(
                "/transaction",
                "rule",
                "Hoàn tại quầy không có số giao dịch / What is paid back at the counter has no transfer",
            ));
        }
        _ => {}
    }
    let given = Given { amount_vnd, transaction, reason };
    commands::refund::record(&app, request.actor, request.once, request.if_match, id, given).await
}
