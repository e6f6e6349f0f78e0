//! Records the refund of a surplus.

use axum::extract::State;
use motcua_contracts::Text;
use motcua_contracts::ids::PaymentId;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::payment_view::{RefundView, refund};
use crate::app::App;
use crate::commands::{self, RefundDetails};
use crate::domain::PaymentMethod;

/// How it was refunded, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"amountVnd": 30_000, "paymentMethod": "online", "transaction": "HT-20261125-000003", "reason": "Nộp hai lần cho một khoản"}))]
pub struct RefundRequest {
    /// The amount refunded, in đồng: the whole open surplus of the payment, `surplusVnd` of listPayments.
    #[schema(minimum = 1, example = 30_000)]
    pub amount_vnd: u64,
    /// In cash at the counter, or by a transfer that was arranged with the payment platform.
    pub payment_method: PaymentMethod,
    /// The platform's number of the transfer; mandatory for one, and only then.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub transaction: Option<String>,
    /// Why, for the record; names no person.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Record that the whole open surplus of a payment was refunded: once, by staff who may take payments for the dossier.
#[utoipa::path(post, path = "/v1/payments/{id}/refund", operation_id = "refundPayment", tag = "payments",
    request_body = RefundRequest,
    params(("id" = PaymentId, Path, description = "The payment"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the dossier or its payments as they were read; 412 when it has changed")),
    responses((status = 200, description = "Recorded", body = RefundView, headers(("ETag" = String, description = "The version of the dossier"))),
        (status = 409, description = "Nothing is to be refunded, it was refunded already, or the amount is another one", body = ProblemDocument),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn refund_payment(
    State(app): State<App>,
    Path(id): Path<PaymentId>,
    request: CommandRequest<RefundRequest>,
) -> Result<CommandResponse, Problem> {
    let RefundRequest { amount_vnd, payment_method, transaction, reason } = request.body;
    check_transaction(payment_method, transaction.as_deref())?;
    let details = RefundDetails { amount_vnd, transaction, reason };
    commands::record_refund(&app, request.caller, id, details, refund).await
}

/// A transfer has a number, cash has none.
fn check_transaction(method: PaymentMethod, transaction: Option<&str>) -> Result<(), Problem> {
    let (code, message) = match (method, transaction) {
        (PaymentMethod::Online, Some(_)) | (PaymentMethod::Counter, None) => return Ok(()),
        (PaymentMethod::Online, None) => (
            "required",
            Text::fixed("Nêu số giao dịch hoàn tiền của nền tảng", "Name the platform's number of the transfer"),
        ),
        (PaymentMethod::Counter, Some(_)) => {
            ("rule", Text::fixed("Hoàn tại quầy không có số giao dịch", "A refund at the counter has no transfer"))
        }
    };
    Err(Problem::field("/transaction", code, message))
}
