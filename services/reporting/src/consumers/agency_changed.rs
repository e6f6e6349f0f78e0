//! Copies an agency that was added or changed: reports show its new name, and its successor acts for it once it has
//! ended.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_messaging::{HandlerError, Received};
use motcua_office::Succession;

use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<AgencyChanged>) -> Result<(), HandlerError> {
    let succession = Succession::from_event(&event.message).map_err(|_| HandlerError::Reject("last day".into()))?;
    Ok(store::save_agency(&context.tx, event.message, succession)?)
}
