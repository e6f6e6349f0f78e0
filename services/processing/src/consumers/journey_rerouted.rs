//! Closes the tasks of a corrected dossier: its process begins again.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyRerouted;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on_all;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<JourneyRerouted>) -> Result<(), HandlerError> {
    Ok(execute_on_all(&context, DossierId(event.aggregate), &Command::Close).await?)
}
