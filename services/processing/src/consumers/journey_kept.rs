//! The agency kept a dossier that the applicant wanted back.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyKept;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::apply_to_all;
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyKept>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (actor, dossier) = (Actor::service("routing"), DossierId(event.aggregate));
        Ok(apply_to_all(app, tx, &actor, dossier, &Command::NoteKept, event.at).await?)
    })
}
