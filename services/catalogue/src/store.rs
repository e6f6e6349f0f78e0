//! The catalogue's own statements: agencies, procedures and calendars, and the search in what is published.

mod agencies;
mod calendars;
mod entities;
mod history;
pub mod migrations;
mod procedures;
mod published;
mod search;

use sea_orm::DbErr;

pub use agencies::{agencies_of, all_agencies, list_agencies, load_agency, save_agency};
pub use calendars::{
    calendar_content, find_calendar, load_calendar, published_calendars, save_calendar_draft, save_calendar_publication,
};
pub use history::record;
pub use procedures::{
    find_procedure, load_procedure, procedure_content, procedure_of_code, published_version, save_procedure_draft,
    save_procedure_publication,
};
pub use published::{Begin, published_procedures};
pub use search::{Filter, Listed, list_procedures};

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Custom(format!("a stored entry does not parse: {error}"))
}

fn write<T: serde::Serialize>(value: &T) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| unreadable(&error))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| unreadable(&error))
}
