//! Beginning an online payment.

use motcua_kit::Problem;
use motcua_kit::idempotency;
use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{Api, Fault, checked, reach, read};

/// Why a payment does not begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPayment {
    /// No proper answer came.
    Fault(Fault),
    /// What the API says about it, in both languages: "Vietnamese / English".
    Said(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Started {
    pay_url: String,
}

impl From<Fault> for NoPayment {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Api {
    /// Begins the payment of a fee and gives the address of the page where it is paid. A repeat with the same key is the
    /// same payment.
    pub async fn start_payment(&self, token: &str, dossier: Uuid, fee: Uuid, key: Uuid) -> Result<String, NoPayment> {
        let request = self.http.post(format!("{}/v1/dossiers/{dossier}/online-payments", self.base));
        let request = request.bearer_auth(token).header(idempotency::HEADER, key.to_string());
        let response = reach(request.json(&json!({"feeId": fee}))).await?;
        if matches!(response.status(), StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY) {
            return Err(NoPayment::Said(said(read(response).await?)));
        }
        let started: Started = read(checked(response)?).await?;
        Ok(started.pay_url)
    }
}

/// What is wrong with the one field, else what the problem says, else what it is called.
fn said(problem: Problem) -> String {
    let field = problem.errors.into_iter().next().map(|field| field.message);
    field.or(problem.detail).unwrap_or(problem.title)
}
