//! Records that a pending opinion was given: it does not move any more.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionGiven;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<OpinionGiven>) -> Result<(), HandlerError> {
    let command = Command::RecordOpinion { task: parse(&event.message.task_id, "task id")? };
    load_and_execute(&context, DossierId(event.aggregate), &command).await.map(drop).map_err(handler_error)
}
