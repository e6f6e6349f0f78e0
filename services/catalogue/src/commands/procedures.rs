//! Drafting and publishing versions of procedures.

use motcua_contracts::ids::{AccountId, ProcedureId};
use motcua_kit::http::{Caller, CommandResponse};
use motcua_kit::problem::FieldError;
use motcua_kit::{Problem, Tx};
use motcua_messaging::{CommandError, Done, Loaded, OutboxEvent, run_command};
use sea_orm::DbErr;

use crate::announce::{procedure_published, too_large};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{
    Command, EditionState, ImportOutcome, Procedure, ProcedureEdition, ProcedureVersions, agencies_named, check,
    check_agencies, check_effective,
};
use crate::store;

/// Drafts the next version of a procedure, or version 1 of a new one.
pub async fn draft_procedure(app: &App, caller: Caller, content: Procedure) -> Result<CommandResponse, Problem> {
    let input = (ProcedureId::mint(), content);
    run_command(app, caller, input, move |context: Context, (new_id, content)| async move {
        let Loaded { value, version } = draft(&context, new_id, &content).await?;
        let edition = edition(value.key, content.code, value.next(), EditionState::Draft);
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
        let (versions, content) = publish(&context, id, version).await?;
        let edition = edition(id, content.code, version, EditionState::Published);
        Ok::<_, Error>(Done::ok(edition).of_version(versions.version))
    })
    .await
}

/// Drafts a procedure of a file, unless the open draft or the newest published version has the same content.
pub async fn import_entry(context: &Context, new_id: ProcedureId, content: &Procedure) -> Result<ImportOutcome, Error> {
    let id = store::find_procedure_id(&context.tx, &content.code).await?.unwrap_or(new_id);
    let versions = store::load_procedure(&context.tx, id).await?;
    for version in versions.value.current() {
        if store::find_procedure_content(&context.tx, id, version).await?.as_ref() == Some(content) {
            return Ok(ImportOutcome::Unchanged);
        }
    }
    draft(context, id, content).await?;
    Ok(if versions.version.version == 0 { ImportOutcome::Created } else { ImportOutcome::Changed })
}

/// Drafts the next version; `new_id` becomes the id of a procedure whose code is new.
async fn draft(
    context: &Context,
    new_id: ProcedureId,
    content: &Procedure,
) -> Result<Loaded<ProcedureVersions>, Error> {
    let id = store::find_procedure_id(&context.tx, &content.code).await?.unwrap_or(new_id);
    let mut versions = store::load_procedure(&context.tx, id).await?;
    let errors = check_content(&context.tx, &versions.value, content).await?;
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let command = Command::Draft { by: AccountId(context.actor.id) };
    if let Some(event) = versions.value.decide(command).map_err(CommandError::Refused)? {
        context.require_version(versions.version)?;
        versions.value.apply(&event);
        store::save_procedure_draft(context, &versions, content, &event)?;
        versions.version = context.publish(versions.version, Vec::new())?;
    }
    Ok(versions)
}

async fn publish(
    context: &Context,
    id: ProcedureId,
    version: u32,
) -> Result<(Loaded<ProcedureVersions>, Procedure), Error> {
    let mut versions = store::load_procedure(&context.tx, id).await?;
    let command = Command::Publish { version, by: AccountId(context.actor.id) };
    let event = versions.value.decide(command).map_err(CommandError::Refused)?;
    let missing = || DbErr::RecordNotFound(format!("content of procedure {id} version {version}"));
    let content = store::find_procedure_content(&context.tx, id, version).await?.ok_or_else(missing)?;
    if let Some(event) = event {
        context.require_version(versions.version)?;
        versions.value.apply(&event);
        store::save_procedure_publication(context, &versions, &content, &event)?;
        let message = OutboxEvent::of(&procedure_published(id, version, &content));
        versions.version = context.publish(versions.version, vec![message])?;
    }
    Ok((versions, content))
}

/// Every error of a content: by itself, with the agencies that exist, after the version before it, and as the event
/// that it will become.
async fn check_content(tx: &Tx, versions: &ProcedureVersions, content: &Procedure) -> Result<Vec<FieldError>, DbErr> {
    let known = store::find_agencies(tx, agencies_named(content)).await?;
    let before = match versions.published() {
        Some(version) => store::find_procedure_content(tx, versions.key, version).await?,
        None => None,
    };
    let mut errors = check(content);
    errors.extend(check_agencies(content, &known.iter().collect::<Vec<_>>()));
    errors.extend(check_effective(content, before.as_ref()));
    errors.extend(too_large(&procedure_published(versions.key, u32::MAX, content)));
    Ok(errors)
}

fn edition(id: ProcedureId, code: String, version: u32, state: EditionState) -> ProcedureEdition {
    ProcedureEdition { id, code, version, state }
}
