//! What the event handlers of reporting work with.

use crate::app::App;

/// Application state, unit of work and business time.
pub type Context = motcua_messaging::Context<App>;
