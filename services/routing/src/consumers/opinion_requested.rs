//! Another unit is asked for its opinion beside the open step: if its work moves, the question moves too.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionRequested;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::{Command, Opinion};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<OpinionRequested>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let OpinionRequested { task_id, unit, .. } = event.message;
        let task = task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        let command = Command::AwaitOpinion(Opinion { task, unit });
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
