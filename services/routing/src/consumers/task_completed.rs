//! Ends a step of work: the next step opens.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::TaskCompleted;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::commands::load_and_execute_about_task;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<TaskCompleted>) -> Result<(), HandlerError> {
    let task = parse(&event.message.task_id, "task id")?;
    let command = Command::FinishWork { step: event.message.step_number };
    load_and_execute_about_task(&context, DossierId(event.aggregate), task, command)
        .await
        .map(drop)
        .map_err(handler_error)
}
