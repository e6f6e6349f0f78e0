//! The journey is completed (status 9): the result can be handed over, unless it was recalled meanwhile.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyCompleted;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Fault, Received};

use crate::commands::{Wish, apply};
use crate::domain::{Command, Refusal};
use crate::{App, store};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyCompleted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        const MISSING: Failure = Failure::NotYet("the result is not issued");
        let document = store::load_awaiting(tx, DossierId(event.aggregate)).await?.ok_or(MISSING)?;
        let wish = Wish::Plain(Command::OpenHandOver);
        match apply(app, tx, &Actor::service("routing"), document, wish, event.at).await {
            Err(Fault::Refused(Refusal::NotIssued)) => Err(MISSING),
            done => Ok(done.map(drop)?),
        }
    })
}
