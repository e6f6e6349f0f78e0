//! An issued result was recalled for an error: it is returned only after the journey is completed once more.

use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultRecalled;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<ResultRecalled>) -> Result<(), HandlerError> {
    store::record_recall(&context.tx, DossierId(event.aggregate), context.at);
    Ok(())
}
