//! Restarts the journey of a corrected dossier under the right process, due by the right limit.

use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::intake::DossierCorrected;
use motcua_contracts::time;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use super::process_lookup::find_process;
use crate::commands::{execute, load};
use crate::context::Context;
use crate::domain::{Command, CorrectedProcess, Process};
use crate::problems::handler_error;
use crate::store;

pub async fn handle(context: Context, event: Received<DossierCorrected>) -> Result<(), HandlerError> {
    let DossierCorrected { procedure_version: version, calendar_version, .. } = event.message;
    let corrected = event.message;
    let due_at = time::from_message(corrected.due_at).ok_or_else(|| HandlerError::Reject("no due date".into()))?;
    let procedure: ProcedureId = parse(&corrected.procedure_id, "procedure id")?;
    let variant = (corrected.case_code.as_str(), corrected.channel.as_str());
    let process = find_process(&context, procedure, version, variant).await?;
    let calendar = store::find_calendar(&context.tx, &process.calendar, calendar_version).await?;
    calendar.ok_or(HandlerError::NotYet("calendar"))?;
    let journey = load(&context, DossierId(event.aggregate)).await.map_err(handler_error)?;
    let process = Process { round: journey.value.process.round + 1, ..process };
    let pauses = journey.value.clock.ended_pauses();
    let corrected = CorrectedProcess { process, due_at, pauses, procedure, version, calendar_version };
    execute(&context, journey, &Command::Reroute(corrected)).await.map(drop).map_err(handler_error)
}
