//! Records the decision: nothing can be corrected or withdrawn any more.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<ResultDecided>) -> Result<(), HandlerError> {
    Ok(execute_on(&context, DossierId(event.aggregate), &Command::RecordDecision).await?)
}
