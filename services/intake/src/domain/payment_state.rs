//! The state of a payment, and why a notification about one is disputed.

use serde::{Deserialize, Serialize};

/// The state of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum PaymentState {
    /// The applicant was sent to the payment page.
    Started,
    /// Cancelled or failed there; it can still succeed.
    Failed,
    /// The fee is paid with it.
    Paid,
    /// The money came, but all of it is owed no more, or was paid already: to be refunded, or refunded already.
    Surplus,
}

impl PaymentState {
    /// The name in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Failed => "failed",
            Self::Paid => "paid",
            Self::Surplus => "surplus",
        }
    }
}

/// Why a payment notification that the platform signed is refused. It is stored: money may have been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PaymentDispute {
    /// No such payment was started here.
    Unknown,
    /// Another amount than was ordered.
    WrongAmount,
    /// The payment was made already, by another transaction.
    SecondTransaction,
}

impl PaymentDispute {
    /// The name in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::WrongAmount => "wrongAmount",
            Self::SecondTransaction => "secondTransaction",
        }
    }
}
