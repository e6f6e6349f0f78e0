//! The unit that was asked gave its opinion.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionGiven;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::context::Context;
use crate::store;

pub async fn handle(context: Context, event: Received<OpinionGiven>) -> Result<(), HandlerError> {
    let task = parse(&event.message.task_id, "task id")?;
    store::mark_opinion_given(&context.tx, DossierId(event.aggregate), task, context.at);
    Ok(())
}
