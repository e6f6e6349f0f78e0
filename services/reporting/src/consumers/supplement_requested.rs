//! The office asks for papers: shown as status 5, with the last day to submit them.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::SupplementRequested;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<SupplementRequested>) -> Result<(), HandlerError> {
    let until = parse(&event.message.deadline, "deadline")?;
    store::request_supplement(&context.tx, DossierId(event.aggregate), until, context.at);
    Ok(())
}
