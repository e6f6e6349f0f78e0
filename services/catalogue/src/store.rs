//! The statements of the catalogue on agencies, procedures and calendars, and the search among published procedures.
//!
//! A `DbErr` means that a statement failed; the command frame retries conflicts and answers outages with 503.

mod agencies;
mod calendars;
mod entities;
mod history;
mod json;
pub mod migrations;
mod procedures;
mod published;
mod search;

pub use agencies::{find_agencies, list_agencies, list_all_agencies, load_agency, lock_agency, save_agency};
pub use calendars::{find_calendar_content, list_published_calendars, load_calendar, save_calendar};
pub use procedures::{find_procedure_content, find_procedure_id, load_procedure, save_procedure};
pub use published::{Begin, list_published_procedures};
pub use search::{ListedProcedure, ProcedureFilter, list_procedures};
