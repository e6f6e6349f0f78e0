//! Another unit is asked for its opinion: the dossier waits for it, and the clock runs on.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionRequested;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<OpinionRequested>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let OpinionRequested { task_id, unit, .. } = event.message;
        let task = task_id.parse().map_err(|_| Failure::Reject("task id".into()))?;
        let question = store::Question { task, unit };
        let asked = store::ask_opinion(tx, DossierId(event.aggregate), question, event.at).await?;
        super::known(asked, Needs::Acceptance)
    })
}
