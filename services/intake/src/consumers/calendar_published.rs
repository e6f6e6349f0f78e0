//! Saves a published calendar: due dates are counted by it from now on.

use motcua_contracts::catalogue::CalendarPublished;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<CalendarPublished>) -> Result<(), HandlerError> {
    let calendar = serde_json::from_str(&event.message.document);
    let calendar = calendar.map_err(|error| HandlerError::Reject(format!("calendar: {error}")))?;
    Ok(store::save_calendar(&context.tx, &calendar)?)
}
