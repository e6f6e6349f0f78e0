//! The statements of routing: journeys within the reader's scope, and copies of the catalogue.

mod catalogue;
mod entities;
mod journeys;
mod json;
mod lists;
pub mod migrations;
mod rows;
mod visibility;
mod workload;

pub use catalogue::{
    find_agency, find_calendar, find_newest_calendar, find_procedure, save_agency, save_calendar, save_procedure,
};
pub use journeys::{find, load, load_or, save};
pub use lists::{list_all, list_on_older_version, list_open};
pub use workload::{UnitWorkload, count_with_work_in, count_work_of_units, list_with_work_in};
