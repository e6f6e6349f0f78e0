//! The events that ratings handles.

mod dossier_accepted;
mod result_returned;

use motcua_messaging::Consumers;

use crate::app::{App, NAME, SUBSCRIBES_TO};

/// The table from event to handler.
pub fn consumers() -> Consumers<App> {
    Consumers::new(NAME, SUBSCRIBES_TO).on(dossier_accepted::handle).on(result_returned::handle)
}
