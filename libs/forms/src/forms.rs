//! The data of each form, and the names its template calls them by.

mod apology;
mod control;
mod receipt;
mod refusal;
mod register;
mod stop;
mod supplement;

pub use apology::Apology;
pub use control::{ControlSheet, Handover};
pub use receipt::{Appointment, Fee, Paper, PaperKind, Receipt, RegisterEntry};
pub use refusal::Refusal;
pub use register::{Entry, Register};
pub use stop::StopNotice;
pub use supplement::{Component, SupplementRequest};

pub use motcua_worktime::Verdict;

use crate::slots::Slots;

/// The data of one of the seven forms.
pub trait Form {
    /// Number under TT 03/2025: "01" to "07".
    fn id(&self) -> &'static str;
    /// Its values by the names the template uses.
    fn slots(&self) -> Slots;
}
