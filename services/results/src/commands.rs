//! The commands of results, each in one transaction: load, decide, save, announce.

use chrono::{DateTime, Datelike, Utc};
use motcua_contracts::AgencyCode;
use motcua_contracts::ids::{DossierId, ResultId};
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use motcua_worktime::local_date;
use sea_orm::DbErr;
use serde::Serialize;

use crate::announce::announce;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, Decision, Issuance, Refusal, ResultDocument, Stage, document_number, seal};
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
        let dossier =
            store::find_dossier(&context.tx, &scope, id).await?.ok_or(CommandError::Refused(Refusal::NotFound))?;
        let document = store::load(&context.tx, dossier, id).await?.ok_or(CommandError::Refused(Refusal::NotFound))?;
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

/// Drafts a decision. A dossier has one live document; after a recall the next decision makes another.
///
/// # Errors
/// When the stage does not allow it, or the database fails.
pub async fn draft(context: &Context, dossier: DossierId, decision: Decision) -> Result<(), Error> {
    let command = Command::Draft { granted: decision.granted };
    let document = store::load_live_or_new(&context.tx, dossier, decision).await?;
    execute(context, document, &command).map(drop)
}

/// Decides, saves and announces in the transaction that loaded the document.
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
    let stage = &document.value.stage;
    let command = match operation {
        Operation::Command(command) => command,
        Operation::Issue if stage.recalled().is_some() => return Err(CommandError::Refused(Refusal::Recalled)),
        // A repeated issue changes nothing and uses no number.
        Operation::Issue if stage.issuance().is_some() => return Ok(document),
        Operation::Issue => {
            let agency = AgencyCode::new(context.actor.agency()?);
            Command::Issue(issuance(context, &agency, &document.value, context.at).await?)
        }
    };
    execute(context, document, &command)
}

/// The next number in the register of the agency that issues in the local year, and the seal over it. The register of an
/// agency that ended is closed: its successor numbers in its own.
async fn issuance(
    context: &Context,
    agency: &AgencyCode,
    document: &ResultDocument,
    at: DateTime<Utc>,
) -> Result<Issuance, Error> {
    if !matches!(document.stage, Stage::Drafted { .. }) {
        return Err(CommandError::Refused(Refusal::WrongStage));
    }
    let year = local_date(at).year();
    let number = store::next_number(&context.tx, agency, year).await?;
    let number = document_number(agency.as_str(), year, number)
        .map_err(|_| DbErr::Custom("the number counter ran out".into()))?;
    let seal = seal(document.id, document.dossier, &document.decision, &number, at);
    Ok(Issuance { number, at, seal })
}
