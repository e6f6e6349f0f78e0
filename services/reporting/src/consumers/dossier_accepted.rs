//! A dossier was accepted (status 2): it counts from now on, under the agency named here.

use futures::future::BoxFuture;
use motcua_contracts::intake::DossierAccepted;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::domain::{Applied, Change};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierAccepted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let accepted = event.message.clone();
        let applied = Applied {
            procedure: accepted.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?,
            version: accepted.procedure_version,
            case_code: accepted.case_code,
            channel: accepted.channel,
        };
        let change = Change::Accepted {
            code: accepted.code,
            code_mac: accepted.lookup_mac.into(),
            applied,
            agency: accepted.agency,
            received_by: accepted.received_by_unit,
            due_at: super::due(accepted.due_at)?,
        };
        super::record(tx, &event, change).await
    })
}
