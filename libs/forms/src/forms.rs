//! The data of each form, and the names its template uses for them.

mod apology;
mod control;
pub(crate) mod form;
mod receipt;
mod refusal;
mod register;
mod stop;
mod supplement;

pub use apology::Apology;
pub use control::{ControlSheet, Handover};
pub use form::Form;
pub use receipt::{Appointment, Fee, Paper, PaperKind, Receipt, RegisterEntry};
pub use refusal::Refusal;
pub use register::{Entry, Register};
pub use stop::StopNotice;
pub use supplement::{Component, SupplementRequest};

pub use motcua_worktime::Verdict;
