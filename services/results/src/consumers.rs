//! The events that results handles.

mod agency_changed;
mod journey_completed;
mod result_decided;

use motcua_messaging::Consumers;

use crate::app::{App, NAME, SUBSCRIBES_TO};

/// The table from event to handler.
pub fn consumers() -> Consumers<App> {
    Consumers::new(NAME, SUBSCRIBES_TO)
        .on(agency_changed::handle)
        .on(result_decided::handle)
        .on(journey_completed::handle)
}
