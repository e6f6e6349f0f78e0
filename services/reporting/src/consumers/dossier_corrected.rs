//! The case of an accepted dossier was corrected: its fee follows the corrected case.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierCorrected;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<DossierCorrected>) -> Result<(), HandlerError> {
    let DossierCorrected { procedure_version, case_code, .. } = event.message;
    store::correct_case(&context.tx, DossierId(event.aggregate), procedure_version, case_code);
    Ok(())
}
