//! The notice: what the platform says about an order, and how it proves that it was the platform.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::signature::Fields;

/// What the platform says about an order, proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The order, as the platform quotes it: money may have been taken under one that is unknown here.
    pub reference: String,
    /// The platform's own number of the payment.
    pub transaction: String,
    /// How much was taken, in đồng.
    pub amount_vnd: u64,
    /// When, UTC; it decides in which day's statement the payment stands.
    pub paid_at: DateTime<Utc>,
    /// Whether money was taken; false for one that was cancelled or failed.
    pub succeeded: bool,
}

/// A notice as it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reference": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11", "transaction": "GD-20261124-000017",
    "amountVnd": 150_000, "paidAt": "2026-11-24T02:15:30Z", "succeeded": true,
    "signature": "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"}))]
pub struct SignedNotice {
    /// The order: the id of the payment.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub reference: String,
    /// The platform's own number of the payment.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub transaction: String,
    /// How much was taken, in đồng.
    #[schema(maximum = 1_000_000_000_000_u64)]
    pub amount_vnd: u64,
    /// When, RFC 3339. A text, because it is signed as it was written.
    #[schema(format = DateTime, max_length = 40)]
    pub paid_at: String,
    /// Whether money was taken.
    pub succeeded: bool,
    /// HMAC-SHA256 over `notice`, a line feed and the other fields as a query sorted by name, base64url without padding.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub signature: String,
}

/// Why a notice is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// Not signed with the key.
    #[error("the notice is not signed with the key of the platform")]
    Forged,
    /// Signed, but its time cannot be read.
    #[error("the time of the notice cannot be read")]
    Time,
}

impl SignedNotice {
    /// A notice that is still to be signed.
    pub fn unsigned(notice: &Notice) -> Self {
        Self {
            reference: notice.reference.clone(),
            transaction: notice.transaction.clone(),
            amount_vnd: notice.amount_vnd,
            paid_at: notice.paid_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            succeeded: notice.succeeded,
            signature: String::new(),
        }
    }

    /// What is signed.
    pub fn fields(&self) -> Fields {
        let fields = [
            ("amountVnd", self.amount_vnd.to_string()),
            ("paidAt", self.paid_at.clone()),
            ("reference", self.reference.clone()),
            ("succeeded", self.succeeded.to_string()),
            ("transaction", self.transaction.clone()),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// What it says.
    ///
    /// # Errors
    /// When its time cannot be read.
    pub fn notice(&self) -> Result<Notice, NoticeError> {
        let paid_at = DateTime::parse_from_rfc3339(&self.paid_at).map_err(|_| NoticeError::Time)?;
        Ok(Notice {
            reference: self.reference.clone(),
            transaction: self.transaction.clone(),
            amount_vnd: self.amount_vnd,
            paid_at: paid_at.with_timezone(&Utc),
            succeeded: self.succeeded,
        })
    }
}
