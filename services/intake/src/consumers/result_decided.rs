//! Records the decision: nothing can be corrected or withdrawn any more.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<ResultDecided>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::RecordDecision).await?;
    Ok(())
}
