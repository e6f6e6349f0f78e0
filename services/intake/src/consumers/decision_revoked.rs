//! Records that a decision was revoked: until the next one the dossier can be corrected and withdrawn.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::DecisionRevoked;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<DecisionRevoked>) -> Result<(), HandlerError> {
    Ok(execute_on(&context, DossierId(event.aggregate), &Command::RevokeDecision).await?)
}
