//! Another unit is asked for its opinion: the dossier waits for it, and the clock continues.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionRequested;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<OpinionRequested>) -> Result<(), HandlerError> {
    let OpinionRequested { task_id, unit, .. } = event.message;
    let request = store::OpinionRequest { task: parse(&task_id, "task id")?, unit: unit.into() };
    store::insert_opinion(&context.tx, DossierId(event.aggregate), request, context.at);
    Ok(())
}
