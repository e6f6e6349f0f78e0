//! A dossier was not accepted (status 3): it counts nowhere.

use futures::future::BoxFuture;
use motcua_contracts::intake::DossierRefused;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierRefused>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move { super::record(tx, &event, Change::Refused).await })
}
