//! Opens the rating right of a dossier whose result was returned.

use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultReturned;
use motcua_messaging::{CommandError, HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::{Command, Refusal};

pub async fn handle(context: Context, event: Received<ResultReturned>) -> Result<(), HandlerError> {
    match load_and_execute(&context, DossierId(event.aggregate), &Command::Open).await {
        Err(CommandError::Refused(Refusal::NotFound)) => Err(HandlerError::NotYet("dossier.accepted")),
        done => Ok(done.map(drop)?),
    }
}
