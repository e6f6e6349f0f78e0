//! An agency was added or changed: reports name it so from now on, and once it has ended its successor acts for it.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_kit::Tx;
use motcua_kit::succession::Succession;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<AgencyChanged>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let succession = Succession::of(&event.message).map_err(|_| Failure::Reject("last day".into()))?;
        Ok(store::keep_agency(tx, event.message, succession).await?)
    })
}
