//! Intake's own statements: dossiers under the reader's rights, codes, copies of the catalogue.

mod catalogue;
mod codes;
mod dossiers;
mod entities;
mod listing;
pub mod migrations;
mod payments;
mod statements;
mod visibility;

pub use catalogue::{calendar, keep_calendar, keep_procedure, procedure_in_force, procedure_of_version};
pub use codes::next_number;
pub use dossiers::{Dossier, create, find, load, load_visible, save};
pub use listing::{Days, Filter, list};
pub use payments::{
    add_payment, change_payment, dossier_of_payment, dossiers_of_payments, doubt, give_back, payment, surplus_of,
    takings,
};
pub use statements::{put_statement, statement};
pub use visibility::acts_for;
