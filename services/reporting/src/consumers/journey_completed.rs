//! The result is issued (status 9): early, on time or late is judged by the due date of this event.

use motcua_contracts::routing::JourneyCompleted;
use motcua_messaging::{HandlerError, Received};

use super::parse::due_date;
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyCompleted>) -> Result<(), HandlerError> {
    let due_at = due_date(event.message.due_at)?;
    record(&context, event.aggregate, Change::Completed { due_at })
}
