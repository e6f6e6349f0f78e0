//! Drafting and publishing versions of procedures.

use motcua_contracts::ids::{AccountId, ProcedureId};
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_kit::problem::FieldError;
use motcua_messaging::{CommandError, Done, Loaded, run_command};

use crate::announce::procedure::{announce, published};
use crate::announce::too_large;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{
    Command, EditionState, ImportOutcome, Procedure, ProcedureEdition, ProcedureVersions, Refusal, agencies_named,
    check, check_agencies, check_effective,
};
use crate::store;

/// Drafts the next version of a procedure, or version 1 of a new one.
pub async fn draft_procedure(app: &App, caller: Caller, content: Procedure) -> Result<CommandResponse, Problem> {
    let input = (ProcedureId::mint(), content);
    run_command(app, caller, input, move |context: Context, (new_id, content)| async move {
        let id = store::find_procedure_id(&context.tx, &content.code).await?.unwrap_or(new_id);
        let (versions, code) = (load(&context, id).await?, content.code.clone());
        let Loaded { value, version } = draft(&context, versions, content).await?;
        let edition = edition(value.key, code, value.next(), EditionState::Draft);
        Ok::<_, Error>(Done::created(edition).of_version(version))
    })
    .await
}

/// Publishes a version of a procedure: dossiers accepted from now on follow it.
pub async fn publish_procedure(
    app: &App,
    caller: Caller,
    id: ProcedureId,
    version: u32,
) -> Result<CommandResponse, Problem> {
    run_command(app, caller, (id, version), move |context: Context, (id, version)| async move {
        let content = store::find_procedure_content(&context.tx, id, version).await?;
        let content = content.ok_or(CommandError::Refused(Refusal::NotFound))?;
        let edition = edition(id, content.code.clone(), version, EditionState::Published);
        let command = Command::Publish { version, content, by: AccountId(context.actor.id) };
        let versions = execute(&context, load(&context, id).await?, &command)?;
        Ok::<_, Error>(Done::ok(edition).of_version(versions.version))
    })
    .await
}

/// Drafts a procedure of a file, unless the open draft or the newest published version has the same content.
pub async fn import_entry(context: &Context, new_id: ProcedureId, content: &Procedure) -> Result<ImportOutcome, Error> {
    let id = store::find_procedure_id(&context.tx, &content.code).await?.unwrap_or(new_id);
    let versions = load(context, id).await?;
    for version in versions.value.current() {
        if store::find_procedure_content(&context.tx, id, version).await?.as_ref() == Some(content) {
            return Ok(ImportOutcome::Unchanged);
        }
    }
    let is_new = versions.version.version == 0;
    draft(context, versions, content.clone()).await?;
    Ok(if is_new { ImportOutcome::Created } else { ImportOutcome::Changed })
}

/// Loads the versions of a procedure.
async fn load(context: &Context, id: ProcedureId) -> Result<Loaded<ProcedureVersions>, Error> {
    Ok(store::load_procedure(&context.tx, id).await?)
}

/// Drafts a procedure without errors.
async fn draft(
    context: &Context,
    versions: Loaded<ProcedureVersions>,
    content: Procedure,
) -> Result<Loaded<ProcedureVersions>, Error> {
    let errors = check_content(context, &versions.value, &content).await?;
    if !errors.is_empty() {
        return Err(CommandError::Refused(Refusal::WrongFields(errors)));
    }
    execute(context, versions, &Command::Draft { content, by: AccountId(context.actor.id) })
}

/// Decides, applies, saves and announces. A change demands the version that the caller read.
fn execute(
    context: &Context,
    mut versions: Loaded<ProcedureVersions>,
    command: &Command<Procedure>,
) -> Result<Loaded<ProcedureVersions>, Error> {
    let decided = versions.value.decide(command).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(versions) };
    context.require_version(versions.version)?;
    versions.value.apply(&event);
    store::save_procedure(context, &versions, &event)?;
    versions.version = context.publish(versions.version, announce(&versions.value, &event)?)?;
    Ok(versions)
}

/// Every error of a content: by itself, with the agencies that exist, after the version before it, and as the event
/// that it will become.
async fn check_content(
    context: &Context,
    versions: &ProcedureVersions,
    content: &Procedure,
) -> Result<Vec<FieldError>, Error> {
    let tx = &context.tx;
    let known = store::find_agencies(tx, agencies_named(content)).await?;
    let before = match versions.published() {
        Some(version) => store::find_procedure_content(tx, versions.key, version).await?,
        None => None,
    };
    let mut errors = check(content);
    errors.extend(check_agencies(content, &known.iter().collect::<Vec<_>>()));
    errors.extend(check_effective(content, before.as_ref()));
    errors.extend(too_large(&published(versions.key, u32::MAX, content)?));
    Ok(errors)
}

fn edition(id: ProcedureId, code: String, version: u32, state: EditionState) -> ProcedureEdition {
    ProcedureEdition { id, code, version, state }
}
