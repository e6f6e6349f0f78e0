//! Why a form could not be drawn.

use chrono::NaiveDate;

/// Why a form could not be drawn. Long or unusual text of an applicant is never an error: it is drawn.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The form did not exist on that day.
    #[error("form {form} has no edition in force on {on}")]
    NotInForce {
        /// Number of the form under TT 03/2025/TT-VPCP.
        form: String,
        /// The day asked for.
        on: NaiveDate,
    },
    /// A template that ships with this crate is invalid, or the number of the form is unknown.
    #[error("template of form {form}: {reason}")]
    Template {
        /// Number of the form.
        form: String,
        /// The defect.
        reason: String,
    },
    /// The embedded font is missing or unreadable.
    #[error("the embedded font {0} cannot be read")]
    Font(&'static str),
    /// The lookup address is too long for a QR code.
    #[error("the lookup address does not fit a QR code")]
    AddressTooLong,
    /// The PDF could not be written.
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
}
