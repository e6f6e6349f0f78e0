//! The agency apologised and promised a later date, which is shown next to the due date.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyExtended;
use motcua_messaging::{HandlerError, Received};

use super::parse::due_date;
use super::record::require_known;
use crate::context::Context;
use crate::domain::Needs;
use crate::store;

pub async fn handle(context: Context, event: Received<JourneyExtended>) -> Result<(), HandlerError> {
    let promised_at = due_date(event.message.promised_at)?;
    let known = store::save_promise(&context.tx, DossierId(event.aggregate), promised_at, context.at).await?;
    require_known(known, Needs::Acceptance)
}
