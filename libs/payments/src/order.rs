//! The order: what the applicant is sent to the payment page with.

use chrono::{DateTime, SecondsFormat, Utc};
use motcua_contracts::ids::PaymentId;

use crate::signature::Fields;

/// A fee to be paid online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What the platform quotes in its notice and its statement.
    pub reference: PaymentId,
    /// The code of the dossier, before its acceptance the reference of the submission.
    pub dossier: String,
    /// How much, in đồng, which has no minor unit.
    pub amount_vnd: u64,
    /// What for, in Vietnamese; it stands in an address, so it names no person.
    pub description: String,
    /// Where the page sends the applicant back to.
    pub return_url: String,
    /// Until when the page takes the payment, UTC.
    pub expires_at: DateTime<Utc>,
}

/// An order that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// Not signed with the key.
    #[error("the order is not signed with the key of this platform")]
    Forged,
    /// A field is missing or makes no sense.
    #[error("the field {0} of the order is missing or cannot be read")]
    Field(&'static str),
}

impl Order {
    /// The order as fields.
    pub fn fields(&self) -> Fields {
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

    /// Reads the fields of an order.
    ///
    /// # Errors
    /// For the first field that is missing or cannot be read.
    pub fn of(fields: &Fields) -> Result<Self, OrderError> {
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
