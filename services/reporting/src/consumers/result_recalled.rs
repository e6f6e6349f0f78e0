//! An issued result was called back for an error: it is handed over only after the journey ended once more.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::results::ResultRecalled;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<ResultRecalled>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let kept = store::recalled(tx, DossierId(event.aggregate), event.at).await?;
        super::known(kept, Needs::Acceptance)
    })
}
