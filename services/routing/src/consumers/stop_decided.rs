//! The leader ended the dossier without a result (status 8).

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::StopDecided;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::{Cause, Command};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<StopDecided>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let cause = Cause::of(&event.message.cause).ok_or_else(|| Failure::Reject("unknown cause".into()))?;
        let command = Command::Stop(cause);
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
