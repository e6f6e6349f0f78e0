//! Reporting's own statements: dossiers with their timeline, the figures, copies of the catalogue, ratings.

mod catalogue;
mod dossiers;
mod entities;
mod figures;
mod lookup;
pub mod migrations;

pub use catalogue::{keep_agency, keep_procedure, keep_rating};
pub use dossiers::{Submission, open_step, record, submit, supplement_asked};
pub use figures::{is_agency, review};
pub use lookup::{Dossier, Line, Names, by_code, find, names, timeline};
