//! Refunds: the whole open surplus of one payment, and who recorded it when.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_payments::{Line, LineKind};
use serde::{Deserialize, Serialize};

use super::{Payment, PaymentMethod, Refusal};

/// A surplus that was refunded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    /// The payment.
    pub payment: PaymentId,
    /// The amount in đồng.
    pub amount_vnd: u64,
    /// The platform's number of the transfer; none when it was refunded at the counter.
    pub transaction: Option<String>,
    /// Why, in words that name no person; mandatory.
    pub reason: String,
}

impl Refund {
    /// How it was refunded.
    pub fn method(&self) -> PaymentMethod {
        if self.transaction.is_some() { PaymentMethod::Online } else { PaymentMethod::Counter }
    }
}

/// A refund as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedRefund {
    /// The refund.
    pub refund: Refund,
    /// The dossier.
    pub dossier: DossierId,
    /// The account that recorded it.
    pub by: String,
    /// When, business time.
    pub at: DateTime<Utc>,
}

impl RecordedRefund {
    /// As a line to compare with the platform's; none for a refund at the counter.
    pub fn line(&self) -> Option<Line> {
        let transaction = self.refund.transaction.clone()?;
        let (reference, amount_vnd) = (self.refund.payment.to_string(), self.refund.amount_vnd);
        Some(Line { kind: LineKind::Refund, reference, transaction, amount_vnd, paid_at: self.at })
    }
}

impl Payment {
    /// Refunds its whole open surplus, which has to be `amount_vnd`.
    ///
    /// # Errors
    /// `NothingToRefund`, `RefundAmountChanged`.
    pub fn refund(&self, amount_vnd: u64, transaction: Option<String>, reason: String) -> Result<Refund, Refusal> {
        match self.to_refund_vnd() {
            0 => Err(Refusal::NothingToRefund),
            open if open != amount_vnd => Err(Refusal::RefundAmountChanged),
            _ => Ok(Refund { payment: self.id, amount_vnd, transaction, reason }),
        }
    }
}
