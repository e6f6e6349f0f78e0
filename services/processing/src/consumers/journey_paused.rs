//! Pauses the tasks of a dossier with its clock.

use motcua_contracts::Status;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyPaused;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on_all;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<JourneyPaused>) -> Result<(), HandlerError> {
    let status = Status::try_from(event.message.status).map_err(|error| HandlerError::Unknown(error.to_string()))?;
    let pause = Command::Pause { papers: status == Status::SupplementRequested };
    Ok(execute_on_all(&context, DossierId(event.aggregate), &pause).await?)
}
