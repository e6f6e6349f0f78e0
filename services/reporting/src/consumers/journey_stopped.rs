//! The journey ended without a result (status 8).

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyStopped;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyStopped>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let due_at = super::due(event.message.due_at)?;
        super::record(tx, &event, Change::Stopped { due_at }).await
    })
}
