//! The journey ended without a result (status 8).

use motcua_contracts::routing::JourneyStopped;
use motcua_messaging::{HandlerError, Received};

use super::parse::due_date;
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyStopped>) -> Result<(), HandlerError> {
    let due_at = due_date(event.message.due_at)?;
    record(&context, event.aggregate, Change::Stopped { due_at })
}
