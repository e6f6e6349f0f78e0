//! A dossier was accepted (status 2): it counts from now on, under the agency named here.

use futures::future::BoxFuture;
use motcua_contracts::intake::DossierAccepted;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::Change;

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierAccepted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let accepted = event.message.clone();
        let change = Change::Accepted {
            code: accepted.code,
            code_mac: accepted.lookup_mac.into(),
            procedure: accepted.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?,
            agency: accepted.agency,
            channel: accepted.channel,
            due_at: super::due(accepted.due_at)?,
        };
        super::record(tx, &event, change).await
    })
}
