//! The payment notification: the signed message in which the platform reports the outcome of an order.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::signature::Fields;

/// The verified content of a payment notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentNotification {
    /// The order as the platform quotes it. A text, because the platform may quote one that is unknown here.
    pub reference: String,
    /// The platform's own number of the payment.
    pub transaction: String,
    /// The amount paid, in đồng.
    pub amount_vnd: u64,
    /// When the money was taken, UTC; it decides which day's statement lists the payment.
    pub paid_at: DateTime<Utc>,
    /// Whether money was taken; false when the payment was cancelled or failed.
    pub succeeded: bool,
}

/// A payment notification as the platform sends it, with its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"reference": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11", "transaction": "GD-20261124-000017",
    "amountVnd": 150_000, "paidAt": "2026-11-24T02:15:30Z", "succeeded": true,
    "signature": "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"}))]
pub struct SignedPaymentNotification {
    /// The order: the id of the payment.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub reference: String,
    /// The platform's own number of the payment.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub transaction: String,
    /// The amount paid, in đồng.
    #[schema(maximum = 1_000_000_000_000_u64)]
    pub amount_vnd: u64,
    /// When the money was taken, RFC 3339. A text, because the signature covers it as written.
    #[schema(format = DateTime, max_length = 40)]
    pub paid_at: String,
    /// Whether money was taken.
    pub succeeded: bool,
    /// HMAC-SHA256 over `notification`, a line feed and the other fields as a query sorted by name; base64url without
    /// padding.
    #[schema(min_length = 1, max_length = 64, pattern = "^[!-~]+$")]
    pub signature: String,
}

/// Why a payment notification is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotificationError {
    /// The signature does not match the key of the platform.
    #[error("the payment notification is not signed with the key of the platform")]
    Forged,
    /// The signature matches, but the time cannot be parsed.
    #[error("the time of the payment notification cannot be read")]
    Time,
}

impl SignedPaymentNotification {
    /// The wire form of a notification, before it is signed.
    pub(crate) fn unsigned(notification: &PaymentNotification) -> Self {
        Self {
            reference: notification.reference.clone(),
            transaction: notification.transaction.clone(),
            amount_vnd: notification.amount_vnd,
            paid_at: notification.paid_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            succeeded: notification.succeeded,
            signature: String::new(),
        }
    }

    /// The fields that the signature covers.
    pub(crate) fn signed_fields(&self) -> Fields {
        let fields = [
            ("amountVnd", self.amount_vnd.to_string()),
            ("paidAt", self.paid_at.clone()),
            ("reference", self.reference.clone()),
            ("succeeded", self.succeeded.to_string()),
            ("transaction", self.transaction.clone()),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Parses the content; the caller has verified the signature.
    pub(crate) fn parse(&self) -> Result<PaymentNotification, NotificationError> {
        let paid_at = DateTime::parse_from_rfc3339(&self.paid_at).map_err(|_| NotificationError::Time)?;
        Ok(PaymentNotification {
            reference: self.reference.clone(),
            transaction: self.transaction.clone(),
            amount_vnd: self.amount_vnd,
            paid_at: paid_at.with_timezone(&Utc),
            succeeded: self.succeeded,
        })
    }
}
