//! The leader decided: the result can be issued.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply_to_task, failure};
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<ResultDecided>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        let task = event.message.task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        let command = Command::FinishApproval { step: event.message.step_number };
        apply_to_task(app, tx, &actor, id, task, command, event.at).await.map_err(failure)
    })
}
