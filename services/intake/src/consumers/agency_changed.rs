//! Saves the succession of an agency: once it has ended, its successor receives and goes on with what it left.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_messaging::{HandlerError, Received};
use motcua_office::{Succession, save_succession};

use crate::context::Context;

pub async fn handle(context: Context, event: Received<AgencyChanged>) -> Result<(), HandlerError> {
    let succession = Succession::from_event(&event.message).map_err(|_| HandlerError::Reject("last day".into()))?;
    save_succession(&context.tx, &event.message.code, succession);
    Ok(())
}
