//! The open work moved to another unit, which holds the dossier from now on. The agency it counts under stays.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyMoved;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyMoved>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let JourneyMoved { to_unit, holds, .. } = event.message;
        if !holds {
            return Ok(());
        }
        let moved = store::move_to(tx, DossierId(event.aggregate), to_unit, event.at).await?;
        super::known(moved, Needs::Acceptance)
    })
}
