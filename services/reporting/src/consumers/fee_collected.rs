//! Money came in: it stands in the timeline and counts by the time it was taken, however late that was told.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeeCollected;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<FeeCollected>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let FeeCollected { fee_id, amount_vnd, way, paid_at, .. } = event.message;
        let taken_at = time::from_message(paid_at).unwrap_or(event.at);
        let payment = store::Payment {
            fee: fee_id.parse().map_err(|_| Failure::Reject("fee id".into()))?,
            amount_vnd: i64::try_from(amount_vnd).map_err(|_| Failure::Reject("amount".into()))?,
            way,
        };
        Ok(store::collect(tx, DossierId(event.aggregate), payment, taken_at).await?)
    })
}
