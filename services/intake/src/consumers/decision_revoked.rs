//! Reopens a dossier whose issued result came back for an error:
//! until the next decision it can be corrected and taken back.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::DecisionRevoked;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<DecisionRevoked>) -> Result<(), HandlerError> {
    Ok(execute_on(&context, DossierId(event.aggregate), &Command::RevokeDecision).await?)
}
