//! The fee of a dossier's procedure: its price by the last receipt, and what was paid for it.

use motcua_contracts::ids::{DossierId, FeeId};
use uuid::Uuid;

use super::{Event, EventKind, Stage};

/// The fee of the procedure, payable at any time from the submission on. A receipt can change what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcedureFee {
    /// Its id.
    pub id: FeeId,
    /// What the procedure costs by the last receipt, before one by the submission; in đồng.
    pub price_vnd: u64,
    /// What was paid for it and is not to be refunded, in đồng.
    pub paid_vnd: u64,
}

impl ProcedureFee {
    /// The id of the fee of a dossier's procedure: derived, so that it is the same whenever it is asked for.
    pub fn id_of(dossier: DossierId) -> FeeId {
        FeeId(Uuid::new_v5(&dossier.0, b"fee/procedure"))
    }

    /// The unpaid fee of a dossier that is about to be submitted.
    pub fn unpaid(dossier: DossierId, price_vnd: u64) -> Self {
        Self { id: Self::id_of(dossier), price_vnd, paid_vnd: 0 }
    }

    /// What the dossier owes, paid or not, in đồng: nothing when it ended before work on it began.
    pub fn owed_vnd(&self, stage: &Stage) -> u64 {
        match stage {
            Stage::Absent | Stage::Refused { .. } | Stage::Withdrawn { .. } => 0,
            Stage::Submitted { .. } | Stage::Forwarded { .. } | Stage::Accepted { .. } | Stage::Stopped { .. } => {
                self.price_vnd
            }
        }
    }

    /// What can still be paid, in đồng: nothing once the dossier ended.
    pub fn due_vnd(&self, stage: &Stage) -> u64 {
        if matches!(stage, Stage::Stopped { .. }) { 0 } else { self.owed_vnd(stage).saturating_sub(self.paid_vnd) }
    }

    /// What was paid beyond what is owed, in đồng: to be refunded.
    pub fn excess_vnd(&self, stage: &Stage) -> u64 {
        self.paid_vnd.saturating_sub(self.owed_vnd(stage))
    }

    /// Applies an event: a receipt sets the price, a payment adds to what was paid, a surplus is taken off it.
    pub fn apply(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Accepted | EventKind::Forwarded | EventKind::Corrected { process: Some(_), .. } => {
                self.price_vnd = event.new_stage.price_vnd().unwrap_or(self.price_vnd);
            }
            EventKind::FeePaid { paid, .. } if !paid.demanded => {
                self.paid_vnd = self.paid_vnd.saturating_add(paid.amount_vnd);
            }
            EventKind::Submitted
            | EventKind::Refused
            | EventKind::SupplementRequested
            | EventKind::Supplemented { .. }
            | EventKind::Digitised { .. }
            | EventKind::FeeRequired
            | EventKind::FeePaid { .. }
            | EventKind::SurplusRecorded { .. }
            | EventKind::Refunded(_)
            | EventKind::Withdrawn
            | EventKind::WithdrawalRequested { .. }
            | EventKind::WithdrawalDeclined
            | EventKind::Corrected { process: None, .. }
            | EventKind::Decided
            | EventKind::DecisionRevoked
            | EventKind::Stopped => {}
        }
        self.paid_vnd = self.paid_vnd.saturating_sub(event.surplus_vnd);
    }
}
