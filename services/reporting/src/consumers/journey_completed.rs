//! The result is issued (status 9): early, on time or late is judged by the due date named here.

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyCompleted;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyCompleted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let due_at = super::due(event.message.due_at)?;
        super::record(tx, &event, Change::Completed { due_at }).await
    })
}
