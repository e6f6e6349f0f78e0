//! The journey of a dossier began (status 4).

use motcua_contracts::routing::JourneyStarted;
use motcua_messaging::{HandlerError, Received};

use super::parse::due_date;
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyStarted>) -> Result<(), HandlerError> {
    let due_at = due_date(event.message.due_at)?;
    record(&context, event.aggregate, Change::Started { due_at })
}
