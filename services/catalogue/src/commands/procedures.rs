//! Drafting a version of a procedure, and publishing it.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::{AccountId, ProcedureId};
use motcua_kit::auth::Actor;
use motcua_kit::problem::FieldError;
use motcua_kit::{Problem, Tx};
use motcua_messaging::{Fault, Outgoing};
use sea_orm::DbErr;

use super::{Done, Error};
use crate::domain::{Command, Outcome, Procedure, Stage, check, check_effective, check_places, decide, evolve, places};
use crate::http::view::{Answer, ProcedureEdition, State};
use crate::{App, announce, store};

/// Drafts the next version; `fresh` becomes the id of a procedure whose code is new.
pub async fn draft(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    fresh: ProcedureId,
    content: &Procedure,
    at: DateTime<Utc>,
) -> Result<Done, Error> {
    let id = store::procedure_of_code(tx, &content.code).await?.unwrap_or(fresh);
    let entry = store::load_procedure(tx, id).await?;
    let faults = faults(tx, id, entry.stage, content).await?;
    if !faults.is_empty() {
        return Err(Problem::fields(faults).into());
    }
    let command = Command::Draft { by: AccountId(actor.id) };
    let mut stage = entry.stage;
    if let Some(event) = decide(stage, command).map_err(Fault::Refused)? {
        stage = evolve(event);
        store::save_procedure_draft(tx, &entry, content, stage).await?;
        store::record(tx, entry.head, event.name(), &event, actor, at)?;
        entry.head.advance(tx, Vec::new(), at, app.clocks.wall.now())?;
    }
    let answer = ProcedureEdition { id, code: content.code.clone(), version: drafted(stage), state: State::Draft };
    Ok((StatusCode::CREATED, Answer::Procedure(answer)))
}

/// Drafts what a file says, unless the newest version or an open draft says it already.
pub async fn take_in(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    fresh: ProcedureId,
    content: &Procedure,
    at: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let id = store::procedure_of_code(tx, &content.code).await?.unwrap_or(fresh);
    let stage = store::load_procedure(tx, id).await?.stage;
    for version in stage.standing() {
        if store::procedure_content(tx.db(), id, version).await?.as_ref() == Some(content) {
            return Ok(Outcome::Unchanged);
        }
    }
    draft(app, tx, actor, id, content, at).await?;
    Ok(if stage == Stage::Absent { Outcome::Created } else { Outcome::Changed })
}

/// Publishes a version: dossiers accepted from now on follow it.
pub async fn publish(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: ProcedureId,
    version: u32,
    at: DateTime<Utc>,
) -> Result<Done, Error> {
    let entry = store::load_procedure(tx, id).await?;
    let command = Command::Publish { version, by: AccountId(actor.id) };
    let event = decide(entry.stage, command).map_err(Fault::Refused)?;
    let content = store::procedure_content(tx.db(), id, version).await?.ok_or_else(|| missing(id, version))?;
    if let Some(event) = event {
        store::save_procedure_publication(tx, &entry, &content, evolve(event)).await?;
        store::record(tx, entry.head, event.name(), &event, actor, at)?;
        let message = Outgoing::of(&announce::procedure_published(id, version, &content));
        entry.head.advance(tx, vec![message], at, app.clocks.wall.now())?;
    }
    let answer = ProcedureEdition { id, code: content.code, version, state: State::Published };
    Ok((StatusCode::OK, Answer::Procedure(answer)))
}

/// Everything that is wrong with a content: by itself, with the agencies there are, after the version before it, and as
/// the event it will become.
async fn faults(tx: &Tx, id: ProcedureId, stage: Stage, content: &Procedure) -> Result<Vec<FieldError>, DbErr> {
    let known = store::agencies_of(tx.db(), places(content)).await?;
    let mut faults = check(content);
    faults.extend(check_places(content, &known.iter().collect::<Vec<_>>()));
    faults.extend(check_effective(content, before(tx, id, stage).await?.as_ref()));
    faults.extend(announce::too_large(&announce::procedure_published(id, u32::MAX, content)));
    Ok(faults)
}

/// The newest published version.
async fn before(tx: &Tx, id: ProcedureId, stage: Stage) -> Result<Option<Procedure>, DbErr> {
    match stage.published() {
        Some(version) => store::procedure_content(tx.db(), id, version).await,
        None => Ok(None),
    }
}

fn drafted(stage: Stage) -> u32 {
    match stage {
        Stage::Drafted { version, .. } => version,
        Stage::Absent | Stage::Published { .. } => stage.next(),
    }
}

fn missing(id: ProcedureId, version: u32) -> DbErr {
    DbErr::RecordNotFound(format!("content of procedure {id} version {version}"))
}
