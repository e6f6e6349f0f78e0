//! The office asks for papers: intake waits for them.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::SupplementRequested;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::commands::{Wish, apply};
use crate::domain::Command;
use crate::{App, store};

pub fn handle<'a>(
    app: &'a App,
    tx: &'a Tx,
    event: Received<SupplementRequested>,
) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let deadline = event.message.deadline.parse().map_err(|_| Failure::Reject("deadline".into()))?;
        let wish = Wish::Plain(Command::AskSupplement { deadline });
        // Every dossier begins here: one that is unknown now will never be known.
        let unknown = || Failure::Reject("unknown dossier".into());
        let dossier = store::load(tx, DossierId(event.aggregate)).await?.ok_or_else(unknown)?;
        apply(app, tx, &Actor::service("processing"), dossier, wish, event.at).await?;
        Ok(())
    })
}
