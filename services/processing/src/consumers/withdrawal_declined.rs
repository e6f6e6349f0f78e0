//! Records that the withdrawal of a dossier was declined.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::WithdrawalDeclined;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on_all;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<WithdrawalDeclined>) -> Result<(), HandlerError> {
    Ok(execute_on_all(&context, DossierId(event.aggregate), &Command::RecordWithdrawalDeclined).await?)
}
