//! What an event changes in the process of a journey, forwards and backwards.

use motcua_contracts::UnitCode;

use super::{Correction, EventKind};
use crate::domain::process::Process;

/// What an event changes in the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessChange<'a> {
    /// Nothing.
    None,
    /// The journey begins again.
    Replaced {
        /// The process until now.
        before: &'a Process,
        /// The process from now on.
        after: &'a Process,
        /// The correction that is followed from now on.
        correction: Option<&'a Correction>,
    },
    /// Steps moved to another unit.
    Reassigned {
        /// The unit that had them.
        from: &'a UnitCode,
        /// The unit that has them from now on.
        to: &'a UnitCode,
        /// Their numbers.
        steps: &'a [u32],
    },
}

impl EventKind {
    /// What it changes in the process.
    pub fn process_change(&self) -> ProcessChange<'_> {
        match self {
            Self::Rerouted { before, process: after, correction } => {
                ProcessChange::Replaced { before, after, correction: Some(correction) }
            }
            Self::Reopened { before, process: after, correction } => {
                ProcessChange::Replaced { before, after, correction: correction.as_ref() }
            }
            Self::Moved { from, to, steps, .. } => ProcessChange::Reassigned { from, to, steps },
            Self::Started
            | Self::Advanced
            | Self::Paused
            | Self::Resumed { .. }
            | Self::Completed
            | Self::WithdrawalRequested
            | Self::WithdrawalDeclined
            | Self::Stopped { .. }
            | Self::Extended { .. }
            | Self::DecisionAdopted
            | Self::OpinionRequested(_)
            | Self::OpinionGiven { .. }
            | Self::CorrectionSuperseded(_)
            | Self::RequestExpired { .. }
            | Self::ExpiredRequestAnswered { .. } => ProcessChange::None,
        }
    }
}

impl Process {
    /// Applies a change.
    pub fn apply(&mut self, change: ProcessChange<'_>) {
        match change {
            ProcessChange::None => {}
            ProcessChange::Replaced { after, .. } => *self = after.clone(),
            ProcessChange::Reassigned { to, steps, .. } => self.assign(steps, to),
        }
    }

    /// Reverts a change; the newest has to be reverted first.
    pub fn revert(&mut self, change: ProcessChange<'_>) {
        match change {
            ProcessChange::None => {}
            ProcessChange::Replaced { before, .. } => *self = before.clone(),
            ProcessChange::Reassigned { from, steps, .. } => self.assign(steps, from),
        }
    }
}
