//! Records that the office requested papers.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::SupplementRequested;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<SupplementRequested>) -> Result<(), HandlerError> {
    let deadline = event.message.deadline.parse().map_err(|_| HandlerError::Reject("deadline".into()))?;
    load_and_execute(&context, DossierId(event.aggregate), &Command::RequestSupplement { deadline }).await?;
    Ok(())
}
