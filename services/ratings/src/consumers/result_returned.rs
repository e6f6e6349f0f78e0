//! A result was returned: its dossier can be rated, once.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultReturned;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Fault, Received};

use crate::App;
use crate::commands::apply;
use crate::domain::{Command, Refusal};

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<ResultReturned>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (actor, dossier) = (Actor::service("results"), DossierId(event.aggregate));
        match apply(app, tx, &actor, dossier, &Command::Open, event.at).await {
            Err(Fault::Refused(Refusal::NotFound)) => Err(Failure::NotYet("the dossier is not known as accepted")),
            done => Ok(done.map(drop)?),
        }
    })
}
