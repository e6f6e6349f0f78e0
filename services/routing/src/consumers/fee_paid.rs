//! What had to be paid is paid: the clock goes on from the moment the money was taken.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeePaid;
use motcua_contracts::time;
use motcua_kit::Tx;
use motcua_kit::auth::Actor;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::commands::{carry_out, failure};
use crate::domain::{Ask, Command};
use crate::store;

pub fn handle<'a>(app: &'a App, tx: &'a Tx, event: Received<FeePaid>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let (id, actor) = (DossierId(event.aggregate), Actor::service("intake"));
        let fee = event.message.fee_id.parse().map_err(|_| Failure::Reject("fee id".into()))?;
        let command = Command::Resume(Ask::Payment(fee));
        let record = store::load(tx, id).await?.ok_or(Failure::NotYet("journey"))?;
        let paid_at = time::from_message(event.message.paid_at).unwrap_or(event.at);
        // A notice can come long after the money; the law does not count that against anybody.
        let at = record.journey.stage.paused_since().map_or(event.at, |since| paid_at.max(since));
        carry_out(app, tx, &actor, record, &command, None, at).await.map(drop).map_err(failure)
    })
}
