//! Records that the applicant requested the withdrawal (status 7); the clock runs until the agency answers.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::WithdrawalRequested;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<WithdrawalRequested>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::RequestWithdrawal)
        .await
        .map(drop)
        .map_err(handler_error)
}
