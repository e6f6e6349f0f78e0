//! What a form depends on in addition to its dossier.

use chrono::NaiveDate;

/// Where and when a form is printed.
pub struct PrintContext {
    /// Address of the lookup page, without the code.
    pub lookup_address: String,
    /// The local day of the request, printed on the control sheet.
    pub today: NaiveDate,
}
