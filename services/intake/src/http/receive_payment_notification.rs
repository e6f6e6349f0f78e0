//! Receives payment notifications. They carry no token: the platform's signature proves who sent them.

use axum::extract::State;
use motcua_contracts::Text;
use motcua_contracts::ids::PaymentId;
use motcua_kit::Problem;
use motcua_kit::http::Json;
use motcua_kit::problem::ProblemDocument;
use motcua_payments::{NotificationError, SignedPaymentNotification};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::commands;
use crate::domain::PaymentState;

/// The state of a payment after a notification.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentStatus {
    /// The payment.
    pub payment_id: PaymentId,
    /// Its state.
    pub state: PaymentState,
}

/// Receive a notification of the payment platform about an order. A repeated one gets the same response and changes
/// nothing.
#[utoipa::path(post, path = "/v1/payments/notifications", operation_id = "receivePaymentNotification", tag = "payments",
    request_body = SignedPaymentNotification,
    responses((status = 200, description = "Received, now or before", body = PaymentStatus),
        (status = 403, description = "Not signed by the platform; nothing is stored", body = ProblemDocument),
        (status = 404, description = "No such order; stored for the reconciliation", body = ProblemDocument),
        (status = 409, description = "Paid by another transaction; stored for the reconciliation", body = ProblemDocument),
        (status = 422, description = "Another amount than was ordered; stored for the reconciliation", body = ProblemDocument),
        (status = 503, description = "Not received; send it again after `Retry-After`", body = ProblemDocument)))]
pub async fn receive_payment_notification(
    State(app): State<App>,
    Json(signed): Json<SignedPaymentNotification>,
) -> Result<Json<PaymentStatus>, Problem> {
    // Without a platform no signature can be valid.
    let online = app.online.as_ref().ok_or_else(Problem::forbidden)?;
    let notification = online.platform.verify(&signed).map_err(refused)?;
    let payment = commands::receive_notification(&app, notification).await?;
    Ok(Json(PaymentStatus { payment_id: payment.id, state: payment.state }))
}

fn refused(error: NotificationError) -> Problem {
    match error {
        NotificationError::Forged => {
            tracing::warn!("payment notification without a valid signature");
            let detail = Text::fixed("Chữ ký không hợp lệ.", "The signature is not the platform's.");
            Problem::forbidden().detail(detail)
        }
        NotificationError::Time => {
            Problem::field("/paidAt", "format", Text::fixed("Không đúng dạng", "Not a date-time"))
        }
    }
}
