//! What routing hears, and what it does about it.

mod calendar_published;
mod dossier_accepted;
mod dossier_supplemented;
mod procedure_published;
mod result_decided;
mod result_issued;
mod supplement_requested;
mod task_completed;

use motcua_messaging::Consumers;

use crate::{App, HEARS, NAME};

/// The table from event to function.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS)
        .on(calendar_published::handle)
        .on(procedure_published::handle)
        .on(dossier_accepted::handle)
        .on(dossier_supplemented::handle)
        .on(supplement_requested::handle)
        .on(task_completed::handle)
        .on(result_decided::handle)
        .on(result_issued::handle)
}
