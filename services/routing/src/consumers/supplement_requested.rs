//! Pauses the clock: the office requests papers.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::SupplementRequested;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::commands::load_and_execute_about_task;
use crate::context::Context;
use crate::domain::{ApplicantRequest, Command};
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<SupplementRequested>) -> Result<(), HandlerError> {
    let task = parse(&event.message.task_id, "task id")?;
    let command = Command::Pause(ApplicantRequest::Papers);
    load_and_execute_about_task(&context, DossierId(event.aggregate), task, command)
        .await
        .map(drop)
        .map_err(handler_error)
}
