//! What the gateway's units of work are given, and how they fail.

use motcua_kit::Problem;
use motcua_messaging::CommandError;

use crate::app::App;

/// Application state, unit of work, actor and time.
pub type Context = motcua_messaging::Context<App>;
/// Why a unit of work did not take effect.
pub type Error = CommandError<Problem>;
