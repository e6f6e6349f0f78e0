//! The agency promised a later date; the due date it is judged by stays.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ExtensionGranted;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<ExtensionGranted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let promised_on = event.message.promised_on.parse().map_err(|_| Failure::Reject("promised day".into()))?;
        let command = Command::Extend { promised_on };
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
