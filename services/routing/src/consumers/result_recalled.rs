//! The issued result came back for an error: the journey is open again, as if the clock had never ended.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultRecalled;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::Command;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<ResultRecalled>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let command = Command::Reopen;
        let (id, actor) = (DossierId(event.aggregate), Actor::service("results"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
