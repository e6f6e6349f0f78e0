//! The work of a unit went to another: what is left to do there stands in the other one's queue.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyMoved;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::apply_to_all;
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyMoved>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (actor, dossier) = (Actor::service("routing"), DossierId(event.aggregate));
        let (from, to) = (event.message.from_unit.clone(), event.message.to_unit.clone());
        if to.is_empty() {
            return Err(Failure::Reject("a move to nowhere".into()));
        }
        Ok(apply_to_all(app, tx, &actor, dossier, &Command::Move { from, to }, event.at).await?)
    })
}
