//! The leader ended the dossier without a result (status 8).

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::StopDecided;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply_to_task, failure};
use crate::domain::{Cause, Command};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<StopDecided>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let cause = Cause::of(&event.message.cause).ok_or_else(|| Failure::Reject("unknown cause".into()))?;
        let command = Command::Stop(cause);
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        let task = event.message.task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        apply_to_task(app, tx, &actor, id, task, command, event.at).await.map_err(failure)
    })
}
