//! The journey is completed (status 9): the result can be handed over.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyCompleted;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Fault, Received};

use crate::App;
use crate::commands::{Wish, apply};
use crate::domain::{Command, Refusal};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyCompleted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (dossier, wish) = (DossierId(event.aggregate), Wish::Plain(Command::OpenHandOver));
        match apply(app, tx, &Actor::service("routing"), dossier, wish, event.at).await {
            Err(Fault::Refused(Refusal::NotFound | Refusal::NotIssued)) => {
                Err(Failure::NotYet("the result is not issued"))
            }
            done => Ok(done.map(drop)?),
        }
    })
}
