//! Reopens the journey, as if the clock had never ended: the issued result was returned for an error.

use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultRecalled;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<ResultRecalled>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::Reopen).await.map(drop).map_err(handler_error)
}
