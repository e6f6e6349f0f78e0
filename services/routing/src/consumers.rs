//! The events that routing handles.

mod agency_changed;
mod calendar_published;
mod dossier_accepted;
mod dossier_corrected;
mod dossier_supplemented;
mod extension_granted;
mod fee_paid;
mod fee_required;
mod opinion_given;
mod opinion_requested;
mod parse;
mod procedure_published;
mod process_lookup;
mod result_decided;
mod result_issued;
mod result_recalled;
mod stop_decided;
mod supplement_requested;
mod task_completed;
mod withdrawal_declined;
mod withdrawal_requested;

use motcua_messaging::Consumers;

use crate::app::{App, NAME, SUBSCRIBES_TO};

/// The table from event to handler.
pub fn consumers() -> Consumers<App> {
    Consumers::new(NAME, SUBSCRIBES_TO)
        .on(agency_changed::handle)
        .on(calendar_published::handle)
        .on(procedure_published::handle)
        .on(dossier_accepted::handle)
        .on(dossier_supplemented::handle)
        .on(dossier_corrected::handle)
        .on(fee_paid::handle)
        .on(withdrawal_requested::handle)
        .on(supplement_requested::handle)
        .on(fee_required::handle)
        .on(opinion_requested::handle)
        .on(opinion_given::handle)
        .on(extension_granted::handle)
        .on(stop_decided::handle)
        .on(withdrawal_declined::handle)
        .on(task_completed::handle)
        .on(result_decided::handle)
        .on(result_issued::handle)
        .on(result_recalled::handle)
}
