//! The issued result came back for an error (9 → 4): the dossier is open again, reports of the time before keep its end.

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyReopened;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyReopened>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let due_at = super::due(event.message.due_at)?;
        super::record(tx, &event, Change::Reopened { due_at }).await
    })
}
