//! Records that the applicant wants to withdraw (status 7); the clock runs until the agency answers.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::WithdrawalRequested;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<WithdrawalRequested>) -> Result<(), HandlerError> {
    execute(&context, DossierId(event.aggregate), &Command::AskWithdrawal).await.map_err(handler_error)
}
