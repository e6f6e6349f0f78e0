//! A dossier was submitted (status 1): it can be looked up by its reference, and counts nowhere.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierSubmitted;
use motcua_messaging::{HandlerError, Received};

use super::parse::{named, parse};
use crate::context::Context;
use crate::store::{self, Submission};

pub async fn handle(context: Context, event: Received<DossierSubmitted>) -> Result<(), HandlerError> {
    let submitted = event.message;
    let submission = Submission {
        id: DossierId(event.aggregate),
        reference: submitted.reference,
        reference_mac: submitted.lookup_mac.into(),
        procedure: parse(&submitted.procedure_id, "procedure id")?,
        agency: submitted.agency.into(),
        channel: named(&submitted.channel)?,
        at: context.at,
    };
    store::insert_dossier(&context.tx, submission);
    Ok(())
}
