//! Intake's own statements: dossiers under the reader's rights, codes, copies of the catalogue.

mod catalogue;
mod codes;
mod dossiers;
mod entities;
pub mod migrations;

pub use catalogue::{calendar, keep_calendar, keep_procedure, procedure_in_force};
pub use codes::next_number;
pub use dossiers::{Dossier, Filter, create, find, list, load, load_visible, save};
