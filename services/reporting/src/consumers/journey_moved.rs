//! The open work moved to another unit, which holds the dossier from now on and owes the opinions that were awaited of
//! the one before. The agency it counts under stays.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyMoved;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyMoved>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (JourneyMoved { from_unit, to_unit, holds, .. }, id) = (event.message, DossierId(event.aggregate));
        store::move_opinions(tx, id, &from_unit, &to_unit).await?;
        if !holds {
            return Ok(());
        }
        let moved = store::move_to(tx, id, to_unit, event.at).await?;
        super::known(moved, Needs::Acceptance)
    })
}
