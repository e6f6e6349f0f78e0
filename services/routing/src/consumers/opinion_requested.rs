//! Records that another unit is asked for its opinion: when its work moves, the opinion moves too.

use motcua_contracts::UnitCode;
use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::OpinionRequested;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::{Command, PendingOpinion};
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<OpinionRequested>) -> Result<(), HandlerError> {
    let (task, unit) = (parse(&event.message.task_id, "task id")?, UnitCode::new(event.message.unit));
    let command = Command::AwaitOpinion(PendingOpinion { task, unit });
    load_and_execute(&context, DossierId(event.aggregate), &command).await.map(drop).map_err(handler_error)
}
