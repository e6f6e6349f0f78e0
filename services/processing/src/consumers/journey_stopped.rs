//! Closes the open tasks of a dossier that ended without a result.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyStopped;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on_all;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<JourneyStopped>) -> Result<(), HandlerError> {
    Ok(execute_on_all(&context, DossierId(event.aggregate), &Command::Close).await?)
}
