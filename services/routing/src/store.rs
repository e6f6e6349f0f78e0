//! Routing's own statements: journeys under the reader's rights, copies of the catalogue.

mod catalogue;
mod entities;
mod journeys;
pub mod migrations;
mod visibility;
mod work;

pub use catalogue::{agency, calendar, calendar_version, keep_agency, keep_calendar, keep_procedure, procedure};
pub use journeys::{Record, find, list_all, list_following_older, list_open, load, save};
pub use work::{Load, count_with_unit, loads, with_unit};
