//! The applicant has to pay a fee during the work: the dossier counts among those with a fee, and it waits for the
//! newest demand.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::FeeRequired;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<FeeRequired>) -> Result<(), HandlerError> {
    if event.message.amount_vnd == 0 {
        return Ok(());
    }
    let fee = parse(&event.message.fee_id, "fee id")?;
    store::mark_fee_due(&context.tx, DossierId(event.aggregate), fee);
    Ok(())
}
