//! Ends the pending withdrawal: the agency declined it, and the status is again what it was.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::WithdrawalDeclined;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<WithdrawalDeclined>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::DeclineWithdrawal)
        .await
        .map(drop)
        .map_err(handler_error)
}
