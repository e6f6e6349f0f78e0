//! Reporting's own statements: dossiers with their timeline, the figures, what is stuck, copies of the catalogue, ratings.

mod beside;
mod calendars;
mod catalogue;
mod dossiers;
mod entities;
mod fees;
mod figures;
mod lines;
mod lookup;
pub mod migrations;
mod offices;
mod stuck;
mod told;

pub use beside::{
    Payment, Question, answered, ask_opinion, collect, fee_paid, give_opinion, move_opinions, owes, promise, recalled,
};
pub use calendars::{calendars, keep_calendar};
pub use catalogue::{keep_agency, keep_procedure, keep_rating};
pub use dossiers::{Submission, correct, record, submit, supplement_asked};
pub use figures::{is_agency, review, review_of};
pub use lines::{Step, move_to, open_step};
pub use lookup::{Dossier, Names, by_code, find, names, names_of_all};
pub use offices::{Successions, reader, successions};
pub use stuck::{Asked, Found, stuck};
pub use told::{Line, timeline};
