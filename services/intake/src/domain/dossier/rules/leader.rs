//! What the leader decides.

use super::decision::{Accepted, Decision, changed};
use crate::domain::{EventKind, PendingItems, Stage};

/// A decision ends a withdrawal that was requested before it: there will be a result.
pub fn record_decision(stage: &Stage) -> Decision {
    let Some(accepted) = Accepted::unless_stopped(stage)? else { return Ok(None) };
    if accepted.pending.decided {
        return Ok(None);
    }
    accepted.with(EventKind::Decided, PendingItems { decided: true, ..accepted.pending.without_withdrawal() })
}

pub fn revoke_decision(stage: &Stage) -> Decision {
    let Some(accepted) = Accepted::unless_stopped(stage)? else { return Ok(None) };
    if !accepted.pending.decided {
        return Ok(None);
    }
    accepted.with(EventKind::DecisionRevoked, PendingItems { decided: false, ..accepted.pending.clone() })
}

pub fn stop(stage: &Stage) -> Decision {
    let Some(accepted) = Accepted::unless_stopped(stage)? else { return Ok(None) };
    changed(EventKind::Stopped, Stage::Stopped { receipt: accepted.receipt.clone() })
}
