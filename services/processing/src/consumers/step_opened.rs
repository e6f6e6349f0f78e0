//! Puts the task of an opened step into the queue of its unit. Issue steps belong to results.

use motcua_contracts::ids::{AccountId, DossierId};
use motcua_contracts::routing::StepOpened;
use motcua_messaging::{HandlerError, Received};

use crate::commands::open;
use crate::context::Context;
use crate::domain::{Step, StepError};

pub async fn handle(context: Context, event: Received<StepOpened>) -> Result<(), HandlerError> {
    let step = Step::from_event(DossierId(event.aggregate), &event.message).map_err(|error| match error {
        StepError::Unknown(what) => HandlerError::Unknown(what),
        StepError::Missing(what) => HandlerError::Reject(what.to_owned()),
    })?;
    let Some(step) = step else { return Ok(()) };
    let id = event.message.task_id.parse().map_err(|_| HandlerError::Reject("task id".into()))?;
    Ok(open(&context, id, step, applicant(&event.message.applicant_account)?).await?)
}

fn applicant(id: &str) -> Result<Option<AccountId>, HandlerError> {
    if id.is_empty() {
        return Ok(None);
    }
    id.parse().map(Some).map_err(|_| HandlerError::Reject("applicant account".into()))
}
