//! The clock goes on (status 4), towards the due date named here.

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyResumed;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyResumed>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let due_at = super::due(event.message.due_at)?;
        super::record(tx, &event, Change::Resumed { due_at, status: event.message.status.cast_signed() }).await
    })
}
