//! Opens the hand-over of the result when its journey is completed (status 9), unless it was recalled.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyCompleted;
use motcua_messaging::{CommandError, HandlerError, Received};

use crate::commands::execute;
use crate::context::Context;
use crate::domain::{Command, Refusal};
use crate::store;

pub async fn handle(context: Context, event: Received<JourneyCompleted>) -> Result<(), HandlerError> {
    const MISSING: HandlerError = HandlerError::NotYet("the result is not issued");
    let document = store::load_awaiting(&context.tx, DossierId(event.aggregate)).await?.ok_or(MISSING)?;
    match execute(&context, document, &Command::OpenHandOver) {
        Err(CommandError::Refused(Refusal::NotIssued)) => Err(MISSING),
        done => Ok(done.map(drop)?),
    }
}
