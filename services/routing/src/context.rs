//! What the commands and event handlers of routing work with, and how they fail.

use motcua_messaging::{CommandError, Resources};

use crate::domain::Refusal;

/// The state of the service: it needs nothing but the common resources.
pub type App = Resources;
/// Application state, transaction, actor and business time.
pub type Context = motcua_messaging::Context<App>;
/// Why a command did not take effect.
pub type Error = CommandError<Refusal>;
