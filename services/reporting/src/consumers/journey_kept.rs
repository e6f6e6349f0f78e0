//! The agency keeps the dossier: its status is again what it was.

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyKept;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyKept>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let status = event.message.status.cast_signed();
        super::record(tx, &event, Change::Kept { status }).await
    })
}
