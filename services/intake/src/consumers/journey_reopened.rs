//! An issued result came back for an error: until the next decision the dossier can be corrected and taken back.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyReopened;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Fault, Received};

use crate::commands::{Wish, apply};
use crate::domain::{Command, Refusal};
use crate::{App, store};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyReopened>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let command = Command::NoteReopening;
        // Every dossier begins here: one that is unknown now will never be known.
        let unknown = || Failure::Reject("unknown dossier".into());
        let dossier = store::load(tx, DossierId(event.aggregate)).await?.ok_or_else(unknown)?;
        match apply(app, tx, &Actor::service("routing"), dossier, Wish::Plain(command), event.at).await {
            Err(Fault::Refused(Refusal::NotDecidedYet)) => Err(Failure::NotYet("the decision whose result came back")),
            answer => Ok(answer.map(drop)?),
        }
    })
}
