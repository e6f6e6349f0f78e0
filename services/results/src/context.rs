//! What the commands and event handlers of results work with, and how they fail.

use motcua_messaging::CommandError;

use crate::app::App;
use crate::domain::Refusal;

/// Application state, unit of work, actor and business time.
pub type Context = motcua_messaging::Context<App>;
/// Why a command failed.
pub type Error = CommandError<Refusal>;
