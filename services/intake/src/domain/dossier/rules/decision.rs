//! What a rule answers, and an accepted dossier as most rules need it.

use crate::domain::{EventKind, PendingItems, Receipt, Refusal, Stage};

/// The event and the stage after it; `None` when nothing changes.
pub type Decision = Result<Option<(EventKind, Stage)>, Refusal>;

/// A change.
pub fn changed(kind: EventKind, new_stage: Stage) -> Decision {
    Ok(Some((kind, new_stage)))
}

/// An accepted dossier.
#[derive(Clone, Copy)]
pub struct Accepted<'a> {
    pub receipt: &'a Receipt,
    pub pending: &'a PendingItems,
}

impl<'a> Accepted<'a> {
    /// The dossier, if it is accepted.
    pub fn of(stage: &'a Stage) -> Result<Self, Refusal> {
        match stage {
            Stage::Accepted { receipt, pending } => Ok(Self { receipt, pending }),
            Stage::Absent
            | Stage::Submitted { .. }
            | Stage::Forwarded { .. }
            | Stage::Refused { .. }
            | Stage::Withdrawn { .. }
            | Stage::Stopped { .. } => Err(Refusal::WrongStage),
        }
    }

    /// The same; `None` for a stopped dossier, on which what its office publishes has no effect.
    pub fn unless_stopped(stage: &'a Stage) -> Result<Option<Self>, Refusal> {
        if matches!(stage, Stage::Stopped { .. }) { Ok(None) } else { Self::of(stage).map(Some) }
    }

    /// A change of what is pending.
    pub fn with(self, kind: EventKind, pending: PendingItems) -> Decision {
        changed(kind, Stage::Accepted { receipt: self.receipt.clone(), pending })
    }
}
