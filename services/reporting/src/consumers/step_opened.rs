//! A step was opened: its unit holds the dossier from now on.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::StepOpened;
use motcua_contracts::time;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<StepOpened>) -> Result<(), HandlerError> {
    let StepOpened { unit, role, due_at, withdrawing, .. } = event.message;
    let step = store::OpenedStep { unit: unit.into(), role, due_at: time::from_message(due_at), withdrawing };
    Ok(store::open_step(&context.tx, DossierId(event.aggregate), step, context.at)?)
}
