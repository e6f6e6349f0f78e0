//! Revokes the decision of a dossier whose issued result came back for an error.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyReopened;
use motcua_messaging::{HandlerError, Received};

use crate::commands::reopen;
use crate::context::Context;

pub async fn handle(context: Context, event: Received<JourneyReopened>) -> Result<(), HandlerError> {
    Ok(reopen(&context, DossierId(event.aggregate)).await?)
}
