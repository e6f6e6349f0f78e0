//! What processing hears, and what it does about it.

mod agency_changed;
mod journey_completed;
mod journey_kept;
mod journey_moved;
mod journey_paused;
mod journey_reopened;
mod journey_rerouted;
mod journey_resumed;
mod journey_stopped;
mod journey_withdrawing;
mod step_opened;

use motcua_messaging::Consumers;

use crate::{App, HEARS, NAME};

/// The table from event to function.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS)
        .on(agency_changed::handle)
        .on(step_opened::handle)
        .on(journey_paused::handle)
        .on(journey_resumed::handle)
        .on(journey_completed::handle)
        .on(journey_stopped::handle)
        .on(journey_rerouted::handle)
        .on(journey_withdrawing::handle)
        .on(journey_kept::handle)
        .on(journey_moved::handle)
        .on(journey_reopened::handle)
}
