//! A dossier was taken back before it was accepted (status 8): it counts nowhere.

use futures::future::BoxFuture;
use motcua_contracts::intake::DossierWithdrawn;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierWithdrawn>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move { super::record(tx, &event, Change::Withdrawn).await })
}
