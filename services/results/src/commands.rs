//! The commands of results, each in one unit of work: load, decide, save, announce.

use chrono::Datelike;
use motcua_contracts::AgencyCode;
use motcua_contracts::ids::ResultId;
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use motcua_office::AccessScope;
use motcua_worktime::local_date;
use sea_orm::DbErr;
use serde::Serialize;

use crate::announce::announce;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, Issuance, Refusal, ResultDocument, document_number, seal};
use crate::store;

/// An operation of the API on a result that exists.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Number, seal and issue it.
    Issue,
    /// Hand it over, or recall it.
    Command(Command),
}

/// Runs an operation on a result that the caller may see.
///
/// # Errors
/// `not-found`, `forbidden`, `conflict-state`, `precondition-failed`, and those of every command.
pub async fn run<V: Serialize + Send + 'static>(
    app: &App,
    caller: Caller,
    id: ResultId,
    operation: Operation,
    view: fn(&ResultDocument) -> Result<V, Problem>,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, operation, move |context: Context, operation| async move {
        let scope = store::scope(&context.app, &context.actor).await?;
        let document = load(&context, &scope, id).await?;
        // An account that sees all agencies acts only for its own, and for those that it took over.
        if !scope.acting_agencies.iter().any(|agency| document.value.decision.agency == agency.as_str()) {
            return Err(Error::from(Problem::forbidden()));
        }
        context.require_version(document.version)?;
        let document = perform(&context, document, operation).await?;
        Ok(Done::ok(view(&document.value)?).of_version(document.version))
    })
    .await
}

/// Loads a result that `scope` may see.
pub async fn load(context: &Context, scope: &AccessScope, id: ResultId) -> Result<Loaded<ResultDocument>, Error> {
    let not_found = CommandError::Refused(Refusal::NotFound);
    let Some(dossier) = store::find_dossier(&context.tx, scope, id).await? else { return Err(not_found) };
    store::load(&context.tx, dossier, id).await?.ok_or(not_found)
}

/// Decides, applies, saves and announces in the unit of work that loaded the document.
///
/// # Errors
/// When the stage does not allow it, or an event is too large.
pub fn execute(
    context: &Context,
    mut document: Loaded<ResultDocument>,
    command: &Command,
) -> Result<Loaded<ResultDocument>, Error> {
    let decided = document.value.decide(command, context.at).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(document) };
    document.value.apply(&event);
    store::save(context, &document, &event)?;
    document.version = context.publish(document.version, announce(&document.value, &event))?;
    Ok(document)
}

async fn perform(
    context: &Context,
    document: Loaded<ResultDocument>,
    operation: Operation,
) -> Result<Loaded<ResultDocument>, Error> {
    let command = match operation {
        Operation::Command(command) => command,
        Operation::Issue => {
            if !document.value.needs_number().map_err(CommandError::Refused)? {
                return Ok(document);
            }
            Command::Issue(issuance(context, &document.value).await?)
        }
    };
    execute(context, document, &command)
}

/// The next number in the register of the agency that issues in the local year, and the seal over it. The register of an
/// agency that ended is closed: its successor numbers in its own.
async fn issuance(context: &Context, document: &ResultDocument) -> Result<Issuance, Error> {
    let (agency, at) = (AgencyCode::new(context.actor.agency()?), context.at);
    let year = local_date(at).year();
    let number = store::next_number(&context.tx, &agency, year).await?;
    let number = document_number(agency.as_str(), year, number)
        .map_err(|_| DbErr::Custom("the number counter ran out".into()))?;
    let seal = seal(document.id, document.dossier, &document.decision, &number, at);
    Ok(Issuance { number, at, seal })
}
