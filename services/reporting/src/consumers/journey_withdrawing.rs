//! The applicant requested the withdrawal (status 7): the dossier stays open until the agency decides.

use motcua_contracts::routing::JourneyWithdrawing;
use motcua_messaging::{HandlerError, Received};

use super::parse::status;
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyWithdrawing>) -> Result<(), HandlerError> {
    let status = status(event.message.status)?;
    record(&context, event.aggregate, Change::WithdrawalRequested { status })
}
