//! The applicant has to pay something for the work: the dossier counts among those with a fee, and the newest demand is
//! what it waits for.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::FeeRequired;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<FeeRequired>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        if event.message.amount_vnd == 0 {
            return Ok(());
        }
        let fee = event.message.fee_id.parse().map_err(|_| Failure::Reject("fee id".into()))?;
        let kept = store::owes(tx, DossierId(event.aggregate), fee).await?;
        super::known(kept, Needs::Acceptance)
    })
}
