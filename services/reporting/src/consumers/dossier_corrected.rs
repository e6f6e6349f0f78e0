//! The case of an accepted dossier was corrected: what it costs follows the right case.

use futures::future::BoxFuture;
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierCorrected;
use motcua_kit::Tx;
use motcua_messaging::{Failure, Received};

use crate::domain::Needs;
use crate::{App, store};

pub fn handle<'a>(_: &'a App, tx: &'a Tx, event: Received<DossierCorrected>) -> BoxFuture<'a, Result<(), Failure>> {
    Box::pin(async move {
        let DossierCorrected { procedure_version, case_code, .. } = event.message;
        let kept = store::correct(tx, DossierId(event.aggregate), procedure_version, case_code).await?;
        super::known(kept, Needs::Acceptance)
    })
}
