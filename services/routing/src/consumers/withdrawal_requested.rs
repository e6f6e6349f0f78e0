//! The applicant wants the dossier back (status 7); the clock runs until the agency answers.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::WithdrawalRequested;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::Command;

pub fn handle<'a>(
    app: &'a App,
    tx: &'a Tx,
    event: Received<WithdrawalRequested>,
) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let command = Command::AskWithdrawal;
        let (id, actor) = (DossierId(event.aggregate), Actor::service("intake"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
