//! What intake hears, and what it does about it.

mod calendar_published;
mod procedure_published;
mod supplement_requested;

use motcua_messaging::Consumers;

use crate::{App, HEARS, NAME};

/// The table from event to function.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS)
        .on(calendar_published::handle)
        .on(procedure_published::handle)
        .on(supplement_requested::handle)
}
