//! Completes the journey and ends the clock: the result is issued.

use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultIssued;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<ResultIssued>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::FinishIssue).await.map(drop).map_err(handler_error)
}
