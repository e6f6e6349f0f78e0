//! Paying back what is owed no more: all that is open of one payment, and who recorded it when.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_payments::{Line, LineKind};
use serde::{Deserialize, Serialize};

use super::{Payment, Refusal, Way};

/// A surplus that was paid back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    /// Of which payment.
    pub payment: PaymentId,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// The platform's number of the transfer; none when it was paid back at the counter.
    pub transaction: Option<String>,
    /// Why, in words that name no person; mandatory.
    pub reason: String,
}

impl Refund {
    /// The way the money went.
    pub fn way(&self) -> Way {
        if self.transaction.is_some() { Way::Online } else { Way::Counter }
    }
}

/// A refund as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refunded {
    /// What was paid back.
    pub refund: Refund,
    /// The dossier.
    pub dossier: DossierId,
    /// The account that recorded it.
    pub by: String,
    /// When, business time.
    pub at: DateTime<Utc>,
}

impl Refunded {
    /// As a line beside the platform's; none for what was paid back at the counter.
    pub fn line(&self) -> Option<Line> {
        let transaction = self.refund.transaction.clone()?;
        let (reference, amount_vnd) = (self.refund.payment.to_string(), self.refund.amount_vnd);
        Some(Line { kind: LineKind::Refund, reference, transaction, amount_vnd, paid_at: self.at })
    }
}

impl Payment {
    /// How much of it is still to be refunded, in đồng.
    pub fn to_refund_vnd(&self) -> u64 {
        self.surplus_vnd.saturating_sub(self.refunded_vnd)
    }

    /// Pays back all of it that is to be refunded, which is what was given.
    ///
    /// # Errors
    /// `NothingToRefund`, `OtherSurplus`.
    pub fn refund(&self, amount_vnd: u64, transaction: Option<String>, reason: String) -> Result<Refund, Refusal> {
        match self.to_refund_vnd() {
            0 => Err(Refusal::NothingToRefund),
            open if open != amount_vnd => Err(Refusal::OtherSurplus),
            _ => Ok(Refund { payment: self.id, amount_vnd, transaction, reason }),
        }
    }
}
