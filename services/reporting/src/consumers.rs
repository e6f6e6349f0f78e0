//! What reporting hears, and what it does about it.

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
mod journey_kept;
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
mod procedure_published;
mod rating_recorded;
mod result_recalled;
mod result_returned;
mod step_opened;
mod supplement_requested;

use chrono::{DateTime, Utc};
use motcua_contracts::ids::DossierId;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_messaging::{Consumers, Failure, Received};

use crate::domain::{Change, Needs};
use crate::{App, HEARS, NAME, store};

/// The table from event to function.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS)
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
        .on(journey_kept::handle)
        .on(step_opened::handle)
        .on(supplement_requested::handle)
        .on(fee_required::handle)
        .on(opinion_requested::handle)
        .on(opinion_given::handle)
        .on(result_returned::handle)
        .on(result_recalled::handle)
        .on(rating_recorded::handle)
}

/// Records a change of the dossier that the event is about.
async fn record<M>(tx: &Tx, event: &Received<M>, change: Change) -> Result<(), Failure> {
    let recorded = store::record(tx, DossierId(event.aggregate), &change, event.at).await?;
    known(recorded, change.needs())
}

/// What to answer when a change touched no row: its predecessor is missing.
fn known(recorded: bool, needs: Needs) -> Result<(), Failure> {
    match (recorded, needs) {
        (true, _) => Ok(()),
        // Intake says so itself, and its events come in order.
        (false, Needs::Submission) => Err(Failure::Reject("the dossier was never handed in".into())),
        (false, Needs::Acceptance) => Err(Failure::NotYet("dossier.accepted")),
        (false, Needs::Finish | Needs::LastFinish) => Err(Failure::NotYet("journey.completed")),
    }
}

/// The due date that an event carries.
fn due(at: Option<prost_types::Timestamp>) -> Result<DateTime<Utc>, Failure> {
    time::from_message(at).ok_or_else(|| Failure::Reject("due date".into()))
}
