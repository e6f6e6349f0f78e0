//! Why a form could not be drawn.

use chrono::NaiveDate;

/// Why a form could not be drawn. None of these depends on what an applicant wrote: long or strange text is drawn.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The form did not exist on that day.
    #[error("form {form} has no edition in force on {on}")]
    NotInForce {
        /// Number of the form under TT 03/2025.
        form: String,
        /// The day asked for.
        on: NaiveDate,
    },
    /// A template that ships with this crate is wrong.
    #[error("template of form {form}: {reason}")]
    Template {
        /// Number of the form.
        form: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The embedded font is missing or unreadable.
    #[error("the embedded font {0} cannot be read")]
    Font(&'static str),
    /// The address is too long for a QR code.
    #[error("the lookup address does not fit a QR code")]
    Address,
    /// The PDF could not be written.
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
}
