//! What the gateway's transactions work with, and how they fail.

use motcua_kit::Problem;
use motcua_messaging::CommandError;

use crate::app::App;

/// Application state, transaction, actor and time.
pub type Context = motcua_messaging::Context<App>;
/// Why a transaction did not take effect.
pub type Error = CommandError<Problem>;
