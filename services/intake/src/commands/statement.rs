//! Uploads the payment platform's settlement statement of a day.

use chrono::NaiveDate;
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use motcua_payments::Statement;
use serde::Serialize;

use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{SettlementStatement, StatementCommand};
use crate::store;

/// Uploads the settlement statement of a local day. One that replaces another needs `If-Match` with the version that was
/// read; the same again changes nothing and needs no precondition.
///
/// # Errors
/// `validation` with every line of another day; `precondition-required`, `precondition-failed`, and those of every command.
pub async fn upload_statement<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    day: NaiveDate,
    statement: Statement,
    view: fn(&SettlementStatement) -> V,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, statement, move |context: Context, statement| async move {
        let stored = store::load_statement(&context.tx, day).await?;
        if stored.value.statement.as_ref() != Some(&statement) {
            context.if_match.require(stored.version.version)?;
        }
        let stored = execute(&context, stored, &StatementCommand::Upload(statement))?;
        Ok(Done::ok(view(&stored.value)).of_version(stored.version))
    })
    .await
}

/// Decides, applies and saves; other services need not know.
fn execute(
    context: &Context,
    mut stored: Loaded<SettlementStatement>,
    command: &StatementCommand,
) -> Result<Loaded<SettlementStatement>, Error> {
    let decided = stored.value.decide(command).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(stored) };
    stored.value.apply(&event);
    store::save_statement(context, &stored, &event)?;
    stored.version = context.publish(stored.version, Vec::new())?;
    Ok(stored)
}
