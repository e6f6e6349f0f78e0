//! The dossier was corrected: it is due by the right limit, and still the same dossier.

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyRerouted;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyRerouted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let due_at = super::due(event.message.due_at)?;
        let procedure = event.message.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?;
        let status = event.message.status.cast_signed();
        super::record(tx, &event, Change::Rerouted { procedure, due_at, status }).await
    })
}
