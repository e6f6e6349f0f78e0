//! A payment was received: it is shown in the timeline and counts by its own time, even when it is reported late.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeeCollected;
use motcua_contracts::time;
use motcua_messaging::{HandlerError, Received};

use super::parse::{named, parse};
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<FeeCollected>) -> Result<(), HandlerError> {
    let FeeCollected { fee_id, amount_vnd, payment_method, paid_at, .. } = event.message;
    let payment = store::Payment {
        fee: parse(&fee_id, "fee id")?,
        amount_vnd: i64::try_from(amount_vnd).map_err(|_| HandlerError::Reject("amount".into()))?,
        payment_method: named(&payment_method)?,
    };
    let paid_at = time::from_message(paid_at).unwrap_or(context.at);
    Ok(store::record_payment(&context.tx, DossierId(event.aggregate), payment, paid_at)?)
}
