//! Stops the journey: the leader ended the dossier without a result (status 8).

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::StopDecided;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::commands::load_and_execute_about_task;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<StopDecided>) -> Result<(), HandlerError> {
    let cause = event.message.cause.parse();
    let cause = cause.map_err(|_| HandlerError::Unknown(format!("stop cause {:?}", event.message.cause)))?;
    let task = parse(&event.message.task_id, "task id")?;
    let command = Command::Stop(cause);
    load_and_execute_about_task(&context, DossierId(event.aggregate), task, command)
        .await
        .map(drop)
        .map_err(handler_error)
}
