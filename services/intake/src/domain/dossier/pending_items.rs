//! What is pending between office and applicant after the acceptance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::FeeDue;

/// What is pending between office and applicant, each item independent of the others and of the status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingItems {
    /// Last day to hand in the requested papers, while they are awaited.
    #[serde(alias = "papersUntil")]
    pub supplement_deadline: Option<NaiveDate>,
    /// The fee that the office demands.
    #[serde(alias = "fee")]
    pub fee_due: Option<FeeDue>,
    /// The applicant asked to withdraw the dossier.
    #[serde(alias = "withdrawing")]
    pub withdrawal_requested: bool,
    /// Why, while that is so; requests of before the first release are stored without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal_reason: Option<String>,
    /// The leader decided: no correction and no withdrawal, unless the decision is revoked.
    pub decided: bool,
}

impl PendingItems {
    /// The same without a requested withdrawal.
    pub fn without_withdrawal(&self) -> Self {
        Self { withdrawal_requested: false, withdrawal_reason: None, ..self.clone() }
    }
}
