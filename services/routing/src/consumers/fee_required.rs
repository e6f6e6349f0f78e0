//! The applicant has to pay before the work goes on: the clock stops.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::FeeRequired;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply_to_task, failure};
use crate::domain::{Ask, Command};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<FeeRequired>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let fee = event.message.fee_id.parse().map_err(|_| Failure::Reject("fee id".into()))?;
        let command = Command::Pause(Ask::Payment(fee));
        let (id, actor) = (DossierId(event.aggregate), Actor::service("processing"));
        let task = event.message.task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        apply_to_task(app, tx, &actor, id, task, command, event.at).await.map_err(failure)
    })
}
