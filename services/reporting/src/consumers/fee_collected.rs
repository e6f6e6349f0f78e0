//! Money came in: it stands in the timeline and counts by its own time.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeeCollected;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<FeeCollected>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let FeeCollected { fee_id, amount_vnd, way, .. } = event.message;
        let payment = store::Payment {
            fee: fee_id.parse().map_err(|_| Failure::Reject("fee id".into()))?,
            amount_vnd: i64::try_from(amount_vnd).map_err(|_| Failure::Reject("amount".into()))?,
            way,
        };
        Ok(store::collect(tx, DossierId(event.aggregate), payment, event.at).await?)
    })
}
