//! The clock of a dossier stopped: its tasks wait.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyPaused;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::apply_to_all;
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyPaused>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (actor, dossier) = (Actor::service("routing"), DossierId(event.aggregate));
        let pause = Command::Pause { papers: event.message.status == 5 };
        Ok(apply_to_all(app, tx, &actor, dossier, &pause, event.at).await?)
    })
}
