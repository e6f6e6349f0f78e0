//! An agency was added or changed: reports name it so from now on.

use futures::future::BoxFuture;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<AgencyChanged>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move { Ok(store::keep_agency(tx, event.message).await?) })
}
