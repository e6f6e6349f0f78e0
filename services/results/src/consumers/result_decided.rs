//! Drafts the document of a decision, for the clerk to number and issue.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_messaging::{HandlerError, Received};

use crate::commands::draft;
use crate::context::Context;
use crate::domain::Decision;

pub async fn handle(context: Context, event: Received<ResultDecided>) -> Result<(), HandlerError> {
    let decided = event.message;
    let decision = Decision {
        code: decided.code,
        agency: AgencyCode::new(decided.agency),
        procedure: decided.procedure_id.parse().map_err(|_| HandlerError::Reject("procedure id".into()))?,
        granted: decided.granted,
        at: context.at,
    };
    Ok(draft(&context, DossierId(event.aggregate), decision).await?)
}
