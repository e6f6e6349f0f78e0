//! The papers that were asked for came: the clock goes on.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierSupplemented;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{apply, failure};
use crate::domain::{Ask, Command};

pub fn handle<'a>(
    app: &'a App,
    tx: &'a Tx,
    event: Received<DossierSupplemented>,
) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let command = Command::Resume(Ask::Papers);
        let (id, actor) = (DossierId(event.aggregate), Actor::service("intake"));
        apply(app, tx, &actor, id, command, event.at).await.map_err(failure)
    })
}
