//! Records that a decision was revoked: until the next one the dossier can be corrected and withdrawn.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::DecisionRevoked;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<DecisionRevoked>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::RevokeDecision).await?;
    Ok(())
}
