//! The order: what the applicant is to pay, as the signed URL of the payment page carries it.

use chrono::{DateTime, SecondsFormat, Utc};
use motcua_contracts::ids::PaymentId;

use crate::signature::Fields;

/// A fee to be paid online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Id of the payment; the platform quotes it in its notification and its statement.
    pub reference: PaymentId,
    /// The code of the dossier; before its acceptance the reference of the submission.
    pub dossier: String,
    /// The amount in đồng, which has no minor unit.
    pub amount_vnd: u64,
    /// What the payment is for, in Vietnamese. It is part of a URL, so it names no person.
    pub description: String,
    /// The URL to which the payment page sends the applicant back.
    pub return_url: String,
    /// Until when the order can be paid, UTC.
    pub expires_at: DateTime<Utc>,
}

/// Why the platform refuses an order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// The signature does not match the key.
    #[error("the order is not signed with the key of this platform")]
    Forged,
    /// A field is missing or invalid.
    #[error("the field {0} of the order is missing or cannot be read")]
    Field(&'static str),
}

impl Order {
    /// The fields that the signature covers.
    pub(crate) fn to_fields(&self) -> Fields {
        let fields = [
            ("amountVnd", self.amount_vnd.to_string()),
            ("description", self.description.clone()),
            ("dossier", self.dossier.clone()),
            ("expiresAt", self.expires_at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            ("reference", self.reference.to_string()),
            ("returnUrl", self.return_url.clone()),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Parses the fields of an order; fails for the first one that is missing or invalid.
    pub(crate) fn from_fields(fields: &Fields) -> Result<Self, OrderError> {
        let text = |name: &'static str| fields.get(name).cloned().ok_or(OrderError::Field(name));
        Ok(Self {
            reference: text("reference")?.parse().map_err(|_| OrderError::Field("reference"))?,
            dossier: text("dossier")?,
            amount_vnd: text("amountVnd")?.parse().map_err(|_| OrderError::Field("amountVnd"))?,
            description: text("description")?,
            return_url: text("returnUrl")?,
            expires_at: text("expiresAt")?.parse().map_err(|_| OrderError::Field("expiresAt"))?,
        })
    }
}
