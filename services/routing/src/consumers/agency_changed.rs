//! Copies an agency that was added or changed: work moves only to units that it has, and its successor reads what an
//! ended agency left.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_messaging::{HandlerError, Received};
use motcua_office::{Succession, save_succession};

use crate::context::Context;
use crate::domain::Agency;
use crate::store;

pub async fn handle(context: Context, event: Received<AgencyChanged>) -> Result<(), HandlerError> {
    let succession =
        Succession::from_event(&event.message).map_err(|_| HandlerError::Reject("not a last day".into()))?;
    save_succession(&context.tx, &event.message.code, succession);
    Ok(store::save_agency(&context.tx, &Agency::of(event.message)?)?)
}
