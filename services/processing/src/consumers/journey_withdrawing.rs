//! Records that the applicant requests the withdrawal of a dossier: the leader has to answer.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyWithdrawing;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on_all;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<JourneyWithdrawing>) -> Result<(), HandlerError> {
    Ok(execute_on_all(&context, DossierId(event.aggregate), &Command::RecordWithdrawalRequest).await?)
}
