//! The interface of a form: its number and its values.

use crate::slots::Slots;

/// The data of one of the seven forms.
pub trait Form {
    /// Number under TT 03/2025/TT-VPCP: "01" to "07".
    fn id(&self) -> &'static str;
    /// Its values by the names the template uses.
    fn slots(&self) -> Slots;
}
