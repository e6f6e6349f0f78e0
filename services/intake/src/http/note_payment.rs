//! The payment platform says what became of an order. No token: its signature proves who it is.

use axum::extract::State;
use motcua_contracts::ids::PaymentId;
use motcua_kit::Problem;
use motcua_kit::http::Json;
use motcua_payments::{NoticeError, SignedNotice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::PaymentState;
use crate::{App, commands};

/// How the payment stands after the notice.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotedPayment {
    /// The payment.
    pub payment_id: PaymentId,
    /// How it stands.
    pub state: PaymentState,
}

/// Note what the payment platform says about an order. A repeat gets the same answer and changes nothing.
#[utoipa::path(post, path = "/v1/payments/notices", operation_id = "notePayment", tag = "payments",
    request_body = SignedNotice,
    responses((status = 200, description = "Noted, now or before", body = NotedPayment),
        (status = 403, description = "Not signed by the platform; nothing is kept", body = Problem),
        (status = 404, description = "No such order; kept for the reconciliation", body = Problem),
        (status = 409, description = "Paid by another transaction; kept for the reconciliation", body = Problem),
        (status = 422, description = "Another amount than was ordered; kept for the reconciliation", body = Problem),
        (status = 503, description = "Not noted; send it again after `Retry-After`", body = Problem)),
    security(()))]
pub async fn note_payment(
    State(app): State<App>,
    Json(notice): Json<SignedNotice>,
) -> Result<Json<NotedPayment>, Problem> {
    // Without a platform nobody could have signed it.
    let online = app.online.as_ref().ok_or_else(Problem::forbidden)?;
    let notice = online.platform.verify(&notice).map_err(|error| match error {
        NoticeError::Forged => {
            tracing::warn!("a payment notice without the platform's signature");
            Problem::forbidden().detail("Chữ ký không hợp lệ. / The signature is not the platform's.")
        }
        NoticeError::Time => Problem::field("/paidAt", "format", "Không đúng dạng / Not a date-time"),
    })?;
    let payment = commands::payments::note(&app, notice).await?;
    Ok(Json(NotedPayment { payment_id: payment.id, state: payment.state }))
}
