//! The dossier was corrected: it is due by the corrected limit, and is still the same dossier.

use motcua_contracts::routing::JourneyRerouted;
use motcua_messaging::{HandlerError, Received};

use super::parse::{due_date, parse, status};
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyRerouted>) -> Result<(), HandlerError> {
    let due_at = due_date(event.message.due_at)?;
    let procedure = parse(&event.message.procedure_id, "procedure id")?;
    let status = status(event.message.status)?;
    record(&context, event.aggregate, Change::Rerouted { procedure, due_at, status })
}
