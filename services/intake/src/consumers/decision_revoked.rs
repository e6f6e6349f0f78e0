//! An issued result came back for an error: until the next decision the dossier can be corrected and taken back.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::DecisionRevoked;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::commands::{Wish, apply};
use crate::domain::Command;
use crate::{App, store};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<DecisionRevoked>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let command = Command::NoteRevocation;
        // Every dossier begins here: one that is unknown now will never be known.
        let unknown = || Failure::Reject("unknown dossier".into());
        let dossier = store::load(tx, DossierId(event.aggregate)).await?.ok_or_else(unknown)?;
        apply(app, tx, &Actor::service("processing"), dossier, Wish::Plain(command), event.at).await?;
        Ok(())
    })
}
