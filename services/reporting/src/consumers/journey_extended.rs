//! The agency apologised and promised a later date: shown beside the due date, which stays.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::JourneyExtended;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<JourneyExtended>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let promised_at = super::due(event.message.promised_at)?;
        let kept = store::promise(tx, DossierId(event.aggregate), promised_at, event.at).await?;
        super::known(kept, Needs::Acceptance)
    })
}
