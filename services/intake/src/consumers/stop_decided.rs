//! Records that the leader ended the dossier without a result.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::StopDecided;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<StopDecided>) -> Result<(), HandlerError> {
    Ok(execute_on(&context, DossierId(event.aggregate), &Command::Stop).await?)
}
