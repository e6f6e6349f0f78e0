//! The agency declined the withdrawal: the dossier gets the status of this event.

use motcua_contracts::routing::WithdrawalDeclined;
use motcua_messaging::{HandlerError, Received};

use super::parse::status;
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<WithdrawalDeclined>) -> Result<(), HandlerError> {
    let status = status(event.message.status)?;
    record(&context, event.aggregate, Change::WithdrawalDeclined { status })
}
