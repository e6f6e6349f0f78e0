//! The issued result came back for an error (9 → 4): the dossier is open again, and reports of the time before keep its
//! completion.

use motcua_contracts::routing::JourneyReopened;
use motcua_messaging::{HandlerError, Received};

use super::parse::due_date;
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyReopened>) -> Result<(), HandlerError> {
    let due_at = due_date(event.message.due_at)?;
    record(&context, event.aggregate, Change::Reopened { due_at })
}
