//! Saves an agency and its succession: opinions are asked of its units, and its successor leads what it leaves.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_messaging::{HandlerError, Received};
use motcua_office::{Succession, save_succession};

use crate::context::Context;
use crate::domain::Agency;
use crate::store;

pub async fn handle(context: Context, event: Received<AgencyChanged>) -> Result<(), HandlerError> {
    let succession = Succession::from_event(&event.message).map_err(|_| HandlerError::Reject("last day".into()))?;
    save_succession(&context.tx, &event.message.code, succession);
    let agency = Agency::from_event(event.message).map_err(HandlerError::Reject)?;
    Ok(store::save_agency(&context.tx, agency)?)
}
