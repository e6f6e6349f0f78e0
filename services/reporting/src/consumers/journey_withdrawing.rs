//! The applicant wants the dossier back (status 7): it stays open until the agency answers.

use futures::future::BoxFuture;
use motcua_contracts::routing::JourneyWithdrawing;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyWithdrawing>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let status = event.message.status.cast_signed();
        super::record(tx, &event, Change::Withdrawing { status }).await
    })
}
