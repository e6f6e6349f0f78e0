//! The agency apologised and promised a later date, which is shown next to the due date.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyExtended;
use motcua_messaging::{HandlerError, Received};

use super::parse::due_date;
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<JourneyExtended>) -> Result<(), HandlerError> {
    let promised_at = due_date(event.message.promised_at)?;
    store::save_promise(&context.tx, DossierId(event.aggregate), promised_at, context.at);
    Ok(())
}
