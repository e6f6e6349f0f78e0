//! Records that the leader ended the dossier without a result.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::StopDecided;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<StopDecided>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::Stop).await?;
    Ok(())
}
