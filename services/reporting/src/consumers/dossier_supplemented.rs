//! The applicant submitted the papers: from now on the dossier waits for the office.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierSupplemented;
use motcua_messaging::{HandlerError, Received};

use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<DossierSupplemented>) -> Result<(), HandlerError> {
    store::mark_supplement_received(&context.tx, DossierId(event.aggregate), context.at);
    Ok(())
}
