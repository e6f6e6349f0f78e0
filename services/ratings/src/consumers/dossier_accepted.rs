//! Copies an accepted dossier: it can be rated by its code once its result is returned.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::{AccountId, DossierId};
use motcua_contracts::intake::DossierAccepted;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::domain::{Proof, RatingRight};
use crate::store;

pub async fn handle(context: Context, event: Received<DossierAccepted>) -> Result<(), HandlerError> {
    let accepted = event.message;
    let proof = Proof { account: account(&accepted.applicant_account)?, lookup_mac: accepted.lookup_mac.to_vec() };
    let (dossier, agency) = (DossierId(event.aggregate), AgencyCode::new(accepted.agency));
    Ok(store::insert_if_new(&context.tx, &RatingRight::new(dossier, accepted.code, agency, proof))?)
}

fn account(id: &str) -> Result<Option<AccountId>, HandlerError> {
    if id.is_empty() {
        return Ok(None);
    }
    id.parse().map(Some).map_err(|_| HandlerError::Reject("applicant account".into()))
}
