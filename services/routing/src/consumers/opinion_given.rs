//! The unit asked gave its opinion: nothing of it is left to move.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionGiven;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<OpinionGiven>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let task = event.message.task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        let command = Command::NoteOpinion { task };
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
