//! Moves the open work of a unit to the queue of another.

use motcua_contracts::UnitCode;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyMoved;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute_on_all;
use crate::context::Context;
use crate::domain::Command;

pub async fn handle(context: Context, event: Received<JourneyMoved>) -> Result<(), HandlerError> {
    let JourneyMoved { from_unit, to_unit, .. } = event.message;
    if to_unit.is_empty() {
        return Err(HandlerError::Reject("the unit that gets the work".into()));
    }
    let command = Command::Move { from: UnitCode::new(from_unit), to: UnitCode::new(to_unit) };
    Ok(execute_on_all(&context, DossierId(event.aggregate), &command).await?)
}
