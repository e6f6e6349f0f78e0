//! The clock of a dossier goes on: its tasks too, with who worked on them, and the due date that results.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyResumed;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::apply_to_all;
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<JourneyResumed>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let due = time::from_message(event.message.due_at).ok_or_else(|| Failure::Reject("due date".into()))?;
        let (actor, dossier) = (Actor::service("routing"), DossierId(event.aggregate));
        let resume = Command::Resume { dossier_due_at: due };
        Ok(apply_to_all(app, tx, &actor, dossier, &resume, event.at).await?)
    })
}
