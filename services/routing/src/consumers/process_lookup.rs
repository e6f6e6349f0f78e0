//! Finds the process that intake names: procedure, version, case and channel.

use motcua_contracts::ids::ProcedureId;
use motcua_messaging::HandlerError;

use crate::context::Context;
use crate::domain::Process;
use crate::store;

/// The process of a case and channel in a version of a procedure.
pub async fn find_process(
    context: &Context,
    procedure: ProcedureId,
    version: u32,
    (case_code, channel): (&str, &str),
) -> Result<Process, HandlerError> {
    let procedure = store::find_procedure(&context.tx, procedure, version).await?;
    let procedure = procedure.ok_or(HandlerError::NotYet("the procedure's version"))?;
    let channel = channel.parse().map_err(|_| HandlerError::Unknown(format!("channel {channel:?}")))?;
    let process = procedure.process(case_code, channel).cloned();
    process.ok_or_else(|| HandlerError::Reject("no such case and channel".into()))
}
