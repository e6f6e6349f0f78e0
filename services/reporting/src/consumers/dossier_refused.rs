//! A dossier was not accepted (status 3): it counts nowhere.

use motcua_contracts::intake::DossierRefused;
use motcua_messaging::{HandlerError, Received};

use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<DossierRefused>) -> Result<(), HandlerError> {
    record(&context, event.aggregate, Change::Refused)
}
