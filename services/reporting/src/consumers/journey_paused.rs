//! The clock stopped (status 5 or 6): the dossier cannot become overdue.

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyPaused;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyPaused>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(
        async move { super::record(tx, &event, Change::Paused { status: event.message.status.cast_signed() }).await },
    )
}
