//! The agency keeps the dossier; its status is again what it was.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::WithdrawalDeclined;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<WithdrawalDeclined>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let command = Command::Keep;
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
