//! Records the later date that the agency promised; the binding due date stays.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::ExtensionGranted;
use motcua_messaging::{HandlerError, Received};

use super::parse::parse;
use crate::commands::load_and_execute;
use crate::context::Context;
use crate::domain::Command;
use crate::problems::handler_error;

pub async fn handle(context: Context, event: Received<ExtensionGranted>) -> Result<(), HandlerError> {
    let promised_on = parse(&event.message.promised_on, "promised day")?;
    let command = Command::Extend { promised_on };
    load_and_execute(&context, DossierId(event.aggregate), &command).await.map(drop).map_err(handler_error)
}
