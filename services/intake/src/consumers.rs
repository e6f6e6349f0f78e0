//! What intake hears, and what it does about it.

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

use crate::{App, HEARS, NAME};

/// The table from event to function.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS)
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
