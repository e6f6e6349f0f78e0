//! The events that intake handles.

mod agency_changed;
mod calendar_published;
mod decision_revoked;
mod fee_required;
mod procedure_published;
mod result_decided;
mod stop_decided;
mod supplement_requested;
mod withdrawal_declined;

use motcua_messaging::Consumers;

use crate::app::{App, NAME, SUBSCRIBES_TO};

/// The table from event to handler.
pub fn consumers() -> Consumers<App> {
    Consumers::new(NAME, SUBSCRIBES_TO)
        .on(agency_changed::handle)
        .on(calendar_published::handle)
        .on(procedure_published::handle)
        .on(supplement_requested::handle)
        .on(fee_required::handle)
        .on(result_decided::handle)
        .on(stop_decided::handle)
        .on(withdrawal_declined::handle)
        .on(decision_revoked::handle)
}
