//! Records a fee that the office demands.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::FeeRequired;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::{Command, FeeDue};

pub async fn handle(context: Context, event: Received<FeeRequired>) -> Result<(), HandlerError> {
    let id = event.message.fee_id.parse().map_err(|_| HandlerError::Reject("fee id".into()))?;
    let command = Command::RequireFee(FeeDue { id, amount_vnd: event.message.amount_vnd });
    load_and_execute(&context, DossierId(event.aggregate), &command).await?;
    Ok(())
}
