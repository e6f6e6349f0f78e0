//! The office asks for papers: shown as status 5, with the last day to hand them in.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::SupplementRequested;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<SupplementRequested>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let until = event.message.deadline.parse().map_err(|_| Failure::Reject("deadline".into()))?;
        let shown = store::supplement_asked(tx, DossierId(event.aggregate), until, event.at).await?;
        super::known(shown, Needs::Acceptance)
    })
}
