//! Resumes the tasks of a dossier with its clock and its new due date; claims are kept.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyResumed;
use motcua_contracts::time;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on_all;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<JourneyResumed>) -> Result<(), HandlerError> {
    let due = time::from_message(event.message.due_at).ok_or_else(|| HandlerError::Reject("due date".into()))?;
    let resume = Command::Resume { dossier_due_at: due };
    Ok(execute_on_all(&context, DossierId(event.aggregate), &resume).await?)
}
