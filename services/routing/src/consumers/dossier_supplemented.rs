//! Resumes the clock: the papers that were requested arrived.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierSupplemented;
use motcua_messaging::{HandlerError, Received};

use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::{ApplicantRequest, Command};
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<DossierSupplemented>) -> Result<(), HandlerError> {
    load_and_execute(&context, DossierId(event.aggregate), &Command::Resume(ApplicantRequest::Papers))
        .await
        .map(drop)
        .map_err(handler_error)
}
