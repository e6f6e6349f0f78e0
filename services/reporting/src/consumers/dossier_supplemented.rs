//! The applicant submitted the papers: from now on the dossier waits for the office.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierSupplemented;
use motcua_messaging::{HandlerError, Received};

use super::record::require_known;
use crate::context::Context;
use crate::domain::Needs;
use crate::store;

pub async fn handle(context: Context, event: Received<DossierSupplemented>) -> Result<(), HandlerError> {
    let known = store::mark_supplement_received(&context.tx, DossierId(event.aggregate), context.at).await?;
    require_known(known, Needs::Submission)
}
