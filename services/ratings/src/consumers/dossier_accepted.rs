//! A dossier was accepted: it will be rated by its code once its result is returned.

use futures::future::BoxFuture;
use motcua_contracts::ids::{AccountId, DossierId};
use motcua_contracts::intake::DossierAccepted;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Proof;
use crate::store::Right;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierAccepted>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let accepted = event.message;
        let proof = Proof { account: account(&accepted.applicant_account)?, lookup_mac: accepted.lookup_mac.to_vec() };
        let right = Right::new(DossierId(event.aggregate), accepted.code, accepted.agency, proof);
        Ok(store::keep(tx, &right).await?)
    })
}

fn account(text: &str) -> Result<Option<AccountId>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Failure::Reject("applicant account".into()))
}
