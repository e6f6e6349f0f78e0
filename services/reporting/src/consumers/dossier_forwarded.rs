//! A dossier was received outside the territory of its agency and sent on (status 2): it can be looked up by its code, and
//! counts nowhere until the competent agency accepts it.

use futures::future::BoxFuture;
use motcua_contracts::intake::DossierForwarded;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierForwarded>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let forwarded = event.message.clone();
        let change = Change::Forwarded {
            code: forwarded.code,
            code_mac: forwarded.lookup_mac.into(),
            agency: forwarded.agency,
            received_by: forwarded.received_by_unit,
        };
        super::record(tx, &event, change).await
    })
}
