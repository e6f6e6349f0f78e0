//! What the catalogue hears: nothing, others follow it.

use motcua_messaging::Consumers;

use crate::{App, HEARS, NAME};

/// The empty table.
pub fn table() -> Consumers<App> {
    Consumers::new(NAME, HEARS)
}
