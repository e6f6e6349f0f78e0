//! What ratings hears, and what it does about it.

mod dossier_accepted;
mod result_returned;

use motcua_messaging::Consumers;

use crate::{App, HEARS, NAME};

/// The table from event to function.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS).on(dossier_accepted::handle).on(result_returned::handle)
}
