//! A step was opened: its unit holds the dossier from now on.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::StepOpened;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<StepOpened>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let StepOpened { unit, role, due_at, withdrawing, .. } = event.message;
        let step = store::Step { unit, role, due_at: time::from_message(due_at), withdrawing };
        let opened = store::open_step(tx, DossierId(event.aggregate), step, event.at).await?;
        super::known(opened, Needs::Acceptance)
    })
}
