//! The result was handed over (status 10); early, on time and late do not depend on it.

use futures::future::BoxFuture;
use motcua_contracts::results::ResultReturned;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<ResultReturned>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move { super::record(tx, &event, Change::Returned).await })
}
