//! A demanded fee was paid: from the moment of the payment the dossier waits for the office, unless another fee was
//! demanded since. That is checked when it is read, because the demand may arrive after the payment.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeePaid;
use motcua_contracts::time;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<FeePaid>) -> Result<(), HandlerError> {
    let fee = parse(&event.message.fee_id, "fee id")?;
    let paid_at = time::from_message(event.message.paid_at).unwrap_or(context.at);
    store::mark_fee_paid(&context.tx, DossierId(event.aggregate), fee, paid_at);
    Ok(())
}
