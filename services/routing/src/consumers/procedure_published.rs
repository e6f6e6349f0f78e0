//! Copies a published version of a procedure: journeys of dossiers accepted under it follow its steps.

use motcua_contracts::catalogue::ProcedurePublished;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::context::Context;
use crate::domain::Procedure;
use crate::store;

pub async fn handle(context: Context, event: Received<ProcedurePublished>) -> Result<(), HandlerError> {
    let id = parse(&event.message.procedure_id, "procedure id")?;
    Ok(store::save_procedure(&context.tx, id, &Procedure::of(&event.message)?)?)
}
