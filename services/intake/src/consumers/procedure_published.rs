//! Saves a published version of a procedure: dossiers can be handed in and accepted by it.

use motcua_contracts::catalogue::ProcedurePublished;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::domain::Procedure;
use crate::store;

pub async fn handle(context: Context, event: Received<ProcedurePublished>) -> Result<(), HandlerError> {
    let published = event.message;
    let id = published.procedure_id.parse().map_err(|_| HandlerError::Reject("procedure id".into()))?;
    let from = published.effective_from.parse().map_err(|_| HandlerError::Reject("effective date".into()))?;
    let procedure = Procedure::from_message(&published)?;
    Ok(store::save_procedure(&context.tx, id, from, &procedure)?)
}
