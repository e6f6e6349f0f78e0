//! Starting an online payment.

use motcua_kit::idempotency;
use motcua_kit::problem::ProblemDocument;
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::client::{Api, read, send_any_status};
use super::error::ApiError;

/// Why a payment does not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentError {
    /// The API did not answer as it should.
    Api(ApiError),
    /// The API refused it, with this reason in the language of the client.
    Refused(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StartedPayment {
    pay_url: String,
}

impl From<ApiError> for PaymentError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl Api {
    /// Starts the payment of a fee and returns the address of the payment page. A retry with the same key returns the
    /// same payment.
    pub async fn start_payment(
        &self,
        token: &str,
        dossier: Uuid,
        fee: Uuid,
        key: Uuid,
    ) -> Result<String, PaymentError> {
        let request = self.request(Method::POST, &format!("/v1/dossiers/{dossier}/online-payments"));
        let request = request.bearer_auth(token).header(idempotency::HEADER, key.to_string());
        let response = send_any_status(request.json(&json!({"feeId": fee}))).await?;
        if matches!(response.status(), StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY) {
            return Err(PaymentError::Refused(reason(read(response).await?)));
        }
        if let Some(error) = ApiError::of(&response) {
            return Err(error.into());
        }
        Ok(read::<StartedPayment>(response).await?.pay_url)
    }
}

/// The most specific text of a problem: that of the field, else the detail, else the title.
fn reason(problem: ProblemDocument) -> String {
    let field = problem.errors.into_iter().next().map(|field| field.message);
    field.or(problem.detail).unwrap_or(problem.title)
}
