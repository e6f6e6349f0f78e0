//! An agency changed: once it has ended, its successor receives and goes on with what it left.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_kit::Tx;
use motcua_kit::succession::{self, Succession};
use motcua_messaging::{Failure, Received};

use crate::App;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<AgencyChanged>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let said = Succession::of(&event.message).map_err(|_| Failure::Reject("last day".into()))?;
        Ok(succession::keep(tx, &event.message.code, said).await?)
    })
}
