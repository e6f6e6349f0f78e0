//! An issued result came back for an error: what was decided no longer stands, the steps that are opened next are work
//! again.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyReopened;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::reopen;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyReopened>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move { Ok(reopen(app, tx, DossierId(event.aggregate), event.at).await?) })
}
