//! Revokes the decision of a dossier whose issued result came back for an error.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyReopened;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::DossierCommand;

pub async fn handle(context: Context, event: Received<JourneyReopened>) -> Result<(), HandlerError> {
    let revoke = DossierCommand::RevokeDecision;
    Ok(load_and_execute(&context, DossierId(event.aggregate), &revoke).await.map(drop)?)
}
