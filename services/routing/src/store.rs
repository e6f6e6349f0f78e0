//! Routing's own statements: journeys under the reader's rights, copies of the catalogue.

mod catalogue;
mod entities;
mod journeys;
pub mod migrations;

pub use catalogue::{calendar, calendar_version, keep_calendar, keep_procedure, procedure};
pub use journeys::{Record, find, list_all, list_open, load, save};
