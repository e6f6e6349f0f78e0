//! Drafts the document of a decision, for the clerk to number and issue. A dossier has one live document; after a recall
//! the next decision makes another.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ResultDecided;
use motcua_messaging::{HandlerError, Received};

use crate::commands::execute;
use crate::context::Context;
use crate::domain::{Command, Decision};
use crate::store;

pub async fn handle(context: Context, event: Received<ResultDecided>) -> Result<(), HandlerError> {
    let decided = event.message;
    let decision = Decision {
        code: decided.code,
        agency: AgencyCode::new(decided.agency),
        procedure: decided.procedure_id.parse().map_err(|_| HandlerError::Reject("procedure id".into()))?,
        granted: decided.granted,
        at: context.at,
    };
    let command = Command::Draft { granted: decision.granted };
    let document = store::load_live_or_new(&context.tx, DossierId(event.aggregate), decision).await?;
    Ok(execute(&context, document, &command).map(drop)?)
}
