//! A dossier was handed in (status 1): it can be looked up by its reference, and counts nowhere.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierSubmitted;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::App;
use crate::store::{self, Submission};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierSubmitted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let submitted = event.message;
        let submission = Submission {
            id: DossierId(event.aggregate),
            reference: submitted.reference,
            reference_mac: submitted.lookup_mac.into(),
            procedure: submitted.procedure_id.parse().map_err(|_| Failure::Reject("procedure id".into()))?,
            agency: submitted.agency,
            channel: submitted.channel,
            at: event.at,
        };
        Ok(store::submit(tx, submission).await?)
    })
}
