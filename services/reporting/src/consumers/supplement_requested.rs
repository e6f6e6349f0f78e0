//! The office asks for papers: shown as status 5, with the last day to submit them.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::SupplementRequested;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use super::record::require_known;
use crate::context::Context;
use crate::domain::Needs;
use crate::store;

pub async fn handle(context: Context, event: Received<SupplementRequested>) -> Result<(), HandlerError> {
    let until = parse(&event.message.deadline, "deadline")?;
    let known = store::request_supplement(&context.tx, DossierId(event.aggregate), until, context.at).await?;
    require_known(known, Needs::Acceptance)
}
