//! Recording changes of a dossier whose predecessors may be missing.

use motcua_contracts::ids::DossierId;
use motcua_messaging::HandlerError;
use uuid::Uuid;

use crate::context::Context;
use crate::domain::{Change, Needs};
use crate::store;

/// Records a change of the dossier.
///
/// # Errors
/// When its predecessor is missing, or the database cannot be written.
pub async fn record(context: &Context, dossier: Uuid, change: Change) -> Result<(), HandlerError> {
    let recorded = store::record_change(&context.tx, DossierId(dossier), &change, context.at).await?;
    require_known(recorded, change.needs())
}

/// A statement that changed no row means that the predecessor of its event is missing.
///
/// # Errors
/// `NotYet` when it may still arrive.
pub fn require_known(changed: bool, needs: Needs) -> Result<(), HandlerError> {
    match (changed, needs) {
        (true, _) => Ok(()),
        // Intake publishes the submission itself, and its events arrive in order.
        (false, Needs::Submission) => Err(HandlerError::Reject("the dossier was never submitted".into())),
        (false, Needs::Acceptance) => Err(HandlerError::NotYet("dossier.accepted")),
        (false, Needs::Completion | Needs::LastCompletion) => Err(HandlerError::NotYet("journey.completed")),
    }
}
