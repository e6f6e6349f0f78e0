//! The events that the catalogue handles: none, other services subscribe to it.

use motcua_messaging::Consumers;

use crate::app::{App, NAME, SUBSCRIBES_TO};

/// The empty table.
pub fn consumers() -> Consumers<App> {
    Consumers::new(NAME, SUBSCRIBES_TO)
}
