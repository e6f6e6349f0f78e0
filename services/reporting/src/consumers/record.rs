//! Recording changes of a dossier whose predecessors may be missing.

use motcua_contracts::ids::DossierId;
use motcua_messaging::HandlerError;
use uuid::Uuid;

use crate::context::Context;
use crate::domain::Change;
use crate::store;

/// Records the change of the dossier; the event waits when its predecessor is missing.
///
/// # Errors
/// When the change cannot be written as statements.
pub fn record(context: &Context, dossier: Uuid, change: Change) -> Result<(), HandlerError> {
    Ok(store::record_change(&context.tx, DossierId(dossier), &change, context.at)?)
}
