//! A step was opened: its task stands in the unit's queue. Steps that issue the result belong to results.

use futures::future::BoxFuture;
use motcua_contracts::ids::{AccountId, DossierId};
use motcua_contracts::routing::StepOpened;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::open;
use crate::domain::Step;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<StepOpened>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let step = Step::of(DossierId(event.aggregate), &event.message).map_err(Failure::Reject)?;
        let Some(step) = step else { return Ok(()) };
        let id = event.message.task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        let applicant = event.message.applicant_account.parse().ok().map(AccountId);
        Ok(open(app, tx, &Actor::service("routing"), id, step, applicant, event.at).await?)
    })
}
