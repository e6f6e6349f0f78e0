//! Work moved to another unit, which holds the dossier from now on when the open step moved, and gives the pending
//! opinions of the unit before. The agency that the dossier counts under stays.

use motcua_contracts::UnitCode;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyMoved;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<JourneyMoved>) -> Result<(), HandlerError> {
    let JourneyMoved { from_unit, to_unit, open_step_moved, .. } = event.message;
    let (id, from, to) = (DossierId(event.aggregate), UnitCode::new(from_unit), UnitCode::new(to_unit));
    store::move_opinions(&context.tx, id, &from, &to);
    if !open_step_moved {
        return Ok(());
    }
    Ok(store::move_open_step(&context.tx, id, to, context.at)?)
}
