//! The clock was paused (status 5 or 6): the dossier cannot become overdue.

use motcua_contracts::routing::JourneyPaused;
use motcua_messaging::{HandlerError, Received};

use super::parse::status;
use super::record::record;
use crate::context::Context;
use crate::domain::Change;

pub async fn handle(context: Context, event: Received<JourneyPaused>) -> Result<(), HandlerError> {
    let status = status(event.message.status)?;
    record(&context, event.aggregate, Change::Paused { status })
}
