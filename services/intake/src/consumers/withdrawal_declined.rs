//! Records that the agency declined a withdrawal.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::WithdrawalDeclined;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<WithdrawalDeclined>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::DeclineWithdrawal).await?;
    Ok(())
}
