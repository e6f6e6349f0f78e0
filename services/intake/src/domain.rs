//! The rules of intake, without clock, ids or I/O.

mod code;
mod dossier;
mod fee;
mod filing;
mod payment;
mod procedure;
mod takings;

pub use code::{CodeError, dossier_code};
pub use dossier::{
    Acceptance, Command, Correction, Event, FeeDue, Forwarding, Open, Refusal, RightWay, Stage, What, decide, evolve,
};
pub use fee::{Moment, Owed, OwnFee, owed};
pub use filing::{Applicant, Channel, Filing, PaperHandedIn};
pub use payment::{Doubt, Payment, PaymentState, Way, give_back};
pub use procedure::{Procedure, Term};
pub use takings::{Doubted, Takings, of_another_day};
