//! The commands of the catalogue, each in one unit of work: load, decide, save, announce.

mod agencies;
mod calendars;
mod import;
mod procedures;

pub use agencies::put_agency;
pub use calendars::{draft_calendar, publish_calendar};
pub use import::import;
pub use procedures::{draft_procedure, publish_procedure};
