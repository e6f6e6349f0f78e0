//! A dossier was withdrawn before it was accepted (status 8): it counts nowhere.

use motcua_contracts::intake::DossierWithdrawn;
use motcua_messaging::{HandlerError, Received};

use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<DossierWithdrawn>) -> Result<(), HandlerError> {
    record(&context, event.aggregate, Change::Withdrawn)
}
