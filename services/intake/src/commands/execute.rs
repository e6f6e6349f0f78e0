//! Loads, decides, saves and announces in the unit of work of a context.

use motcua_contracts::ids::DossierId;
use motcua_messaging::{CommandError, Loaded};
use motcua_office::AccessScope;

use crate::announce::announce;
use crate::context::{Context, Error};
use crate::domain::{Command, Dossier, Refusal};
use crate::store;

/// Loads a dossier and executes a command that an event asks for. Dossiers originate here, so an unknown id is permanent.
///
/// # Errors
/// `NotFound`, and what the stage refuses.
pub async fn load_and_execute(context: &Context, id: DossierId, command: &Command) -> Result<Loaded<Dossier>, Error> {
    execute(context, load(context, id).await?, command).await
}

/// Loads a dossier that must exist.
///
/// # Errors
/// `NotFound`.
pub async fn load(context: &Context, id: DossierId) -> Result<Loaded<Dossier>, Error> {
    store::load(&context.tx, id).await?.ok_or(CommandError::Refused(Refusal::NotFound))
}

/// Loads a dossier that the caller may see.
///
/// # Errors
/// `NotFound`.
pub async fn load_visible(context: &Context, scope: &AccessScope, id: DossierId) -> Result<Loaded<Dossier>, Error> {
    let found = store::load_visible(&context.tx, scope, id).await?;
    found.ok_or(CommandError::Refused(Refusal::NotFound))
}

/// Decides, applies, saves and announces. Waits for the database only where a surplus is marked on its payments.
///
/// # Errors
/// What the domain refuses.
pub async fn execute(
    context: &Context,
    mut dossier: Loaded<Dossier>,
    command: &Command,
) -> Result<Loaded<Dossier>, Error> {
    let decided = dossier.value.decide(command, context.at).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(dossier) };
    dossier.value.apply(&event);
    store::save(context, &dossier, &event)?;
    if event.surplus_vnd > 0 {
        // Reads payments that this unit of work may have changed: it becomes a transaction with locks, which is rare.
        store::mark_surplus(&context.tx, &dossier.value, event.surplus_vnd, context.at).await?;
    }
    let events = announce(&dossier.value, &event, &context.app.lookup_key);
    dossier.version = context.publish(dossier.version, events)?;
    Ok(dossier)
}
