//! A step was opened: its unit holds the dossier from now on.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::StepOpened;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<StepOpened>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let opened = store::open_step(tx, DossierId(event.aggregate), event.message.unit, event.at).await?;
        super::known(opened, Needs::Acceptance)
    })
}
