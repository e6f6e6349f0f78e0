//! The rules of intake, without clock, ids or I/O.

mod code;
mod digitisation;
mod dossier;
mod fee;
mod filing;
mod payment;
mod procedure;
mod refund;
mod takings;

pub use code::{CodeError, dossier_code, register_entry};
pub use digitisation::{Digitisation, DigitisedPaper};
pub use dossier::{
    Acceptance, Command, Correction, Event, FeeDue, Forwarding, Open, Refusal, RightWay, Stage, What, decide, evolve,
};
pub use fee::{Moment, Owed, OwnFee, owed};
pub use filing::{Applicant, Channel, Filing, PaperHandedIn, ResultReturn, Submitter};
pub use payment::{Doubt, Payment, PaymentState, Way, give_back};
pub use procedure::{Procedure, Term};
pub use refund::{Refund, Refunded};
pub use takings::{Doubted, Takings, of_another_day, refunds_on, window};
