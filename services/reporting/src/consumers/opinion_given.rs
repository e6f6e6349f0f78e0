//! The unit asked gave its opinion.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionGiven;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<OpinionGiven>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let task = event.message.task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        let given = store::give_opinion(tx, DossierId(event.aggregate), task, event.at).await?;
        if given { Ok(()) } else { Err(Failure::Reject("nobody asked for this opinion".into())) }
    })
}
