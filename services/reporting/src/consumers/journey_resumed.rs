//! The clock continues, towards the due date of this event.

use motcua_contracts::routing::JourneyResumed;
use motcua_messaging::{HandlerError, Received};

use super::parse::{due_date, status};
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyResumed>) -> Result<(), HandlerError> {
    let (due_at, status) = (due_date(event.message.due_at)?, status(event.message.status)?);
    record(&context, event.aggregate, Change::Resumed { due_at, status })
}
