//! The rules of intake, without clock, ids or I/O.

mod code;
mod dossier;
mod filing;
mod procedure;

pub use code::{CodeError, dossier_code};
pub use dossier::{
    Acceptance, Command, Correction, Event, FeeDue, Open, Refusal, RightWay, Stage, What, decide, evolve,
};
pub use filing::{Applicant, Channel, Filing, PaperHandedIn};
pub use procedure::{Procedure, Term};
