//! The events that reporting handles.

mod agency_changed;
mod calendar_published;
mod dossier_accepted;
mod dossier_corrected;
mod dossier_forwarded;
mod dossier_refused;
mod dossier_submitted;
mod dossier_supplemented;
mod dossier_withdrawn;
mod fee_collected;
mod fee_paid;
mod fee_required;
mod journey_completed;
mod journey_extended;
mod journey_moved;
mod journey_paused;
mod journey_reopened;
mod journey_rerouted;
mod journey_resumed;
mod journey_started;
mod journey_stopped;
mod journey_withdrawing;
mod opinion_given;
mod opinion_requested;
mod parse;
mod procedure_published;
mod rating_recorded;
mod record;
mod result_recalled;
mod result_returned;
mod step_opened;
mod supplement_requested;
mod withdrawal_declined;

use motcua_messaging::Consumers;

use crate::app::{App, NAME, SUBSCRIBES_TO};

/// The table from event to handler.
pub fn consumers() -> Consumers<App> {
    Consumers::new(NAME, SUBSCRIBES_TO)
        .on(agency_changed::handle)
        .on(procedure_published::handle)
        .on(calendar_published::handle)
        .on(dossier_submitted::handle)
        .on(dossier_forwarded::handle)
        .on(dossier_accepted::handle)
        .on(dossier_refused::handle)
        .on(dossier_withdrawn::handle)
        .on(dossier_corrected::handle)
        .on(dossier_supplemented::handle)
        .on(fee_paid::handle)
        .on(fee_collected::handle)
        .on(journey_started::handle)
        .on(journey_paused::handle)
        .on(journey_resumed::handle)
        .on(journey_completed::handle)
        .on(journey_stopped::handle)
        .on(journey_rerouted::handle)
        .on(journey_reopened::handle)
        .on(journey_moved::handle)
        .on(journey_extended::handle)
        .on(journey_withdrawing::handle)
        .on(withdrawal_declined::handle)
        .on(step_opened::handle)
        .on(supplement_requested::handle)
        .on(fee_required::handle)
        .on(opinion_requested::handle)
        .on(opinion_given::handle)
        .on(result_returned::handle)
        .on(result_recalled::handle)
        .on(rating_recorded::handle)
}
