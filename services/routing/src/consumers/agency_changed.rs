//! An agency was added or changed: work moves only to units that it has.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Agency;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<AgencyChanged>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let agency = Agency::of(event.message).map_err(Failure::Reject)?;
        Ok(store::keep_agency(tx, &agency).await?)
    })
}
