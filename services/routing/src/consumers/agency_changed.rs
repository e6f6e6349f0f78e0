//! An agency was added or changed: work moves only to units that it has, and its successor reads what it leaves.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_kit::Tx;
use motcua_kit::succession::{self, Succession};
use motcua_messaging::{Failure, Received};

use crate::domain::Agency;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<AgencyChanged>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let said = Succession::of(&event.message).map_err(|_| Failure::Reject("last day".into()))?;
        succession::keep(tx, &event.message.code, said).await?;
        let agency = Agency::of(event.message).map_err(Failure::Reject)?;
        Ok(store::keep_agency(tx, &agency).await?)
    })
}
