//! The events that processing handles.

mod agency_changed;
mod journey_completed;
mod journey_moved;
mod journey_paused;
mod journey_reopened;
mod journey_rerouted;
mod journey_resumed;
mod journey_stopped;
mod journey_withdrawing;
mod step_opened;
mod withdrawal_declined;

use motcua_messaging::Consumers;

use crate::app::{App, NAME, SUBSCRIBES_TO};

/// The table from event to handler.
pub fn consumers() -> Consumers<App> {
    Consumers::new(NAME, SUBSCRIBES_TO)
        .on(agency_changed::handle)
        .on(step_opened::handle)
        .on(journey_paused::handle)
        .on(journey_resumed::handle)
        .on(journey_completed::handle)
        .on(journey_stopped::handle)
        .on(journey_rerouted::handle)
        .on(journey_withdrawing::handle)
        .on(withdrawal_declined::handle)
        .on(journey_moved::handle)
        .on(journey_reopened::handle)
}
