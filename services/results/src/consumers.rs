//! What results hears, and what it does about it.

mod agency_changed;
mod journey_completed;
mod result_decided;

use motcua_messaging::Consumers;

use crate::{App, HEARS, NAME};

/// The table from event to function.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS).on(agency_changed::handle).on(result_decided::handle).on(journey_completed::handle)
}
