//! Copies a published version of a procedure; the newest one counts.

use motcua_contracts::catalogue::ProcedurePublished;
use motcua_contracts::ids::ProcedureId;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<ProcedurePublished>) -> Result<(), HandlerError> {
    let id: ProcedureId = parse(&event.message.procedure_id, "procedure id")?;
    store::save_procedure(&context.tx, id, event.message);
    Ok(())
}
