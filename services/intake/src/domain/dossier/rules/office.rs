//! What the office asks of the applicant: papers, a fee; and its answer to a withdrawal.

use chrono::NaiveDate;
use motcua_worktime::local_date;

use super::decision::{Accepted, Decision};
use crate::domain::{EventKind, FeeDue, PendingItems, Refusal, Stage};

/// Requests papers, once (NĐ 118/2025 Art. 17.2a).
pub fn request_supplement(stage: &Stage, deadline: NaiveDate) -> Decision {
    let Some(accepted) = Accepted::unless_stopped(stage)? else { return Ok(None) };
    if deadline < local_date(accepted.receipt.at) {
        return Err(Refusal::BeforeAcceptance);
    }
    if accepted.pending.supplement_deadline.is_some() {
        return Ok(None);
    }
    let pending = PendingItems { supplement_deadline: Some(deadline), ..accepted.pending.clone() };
    accepted.with(EventKind::SupplementRequested, pending)
}

pub fn require_fee(stage: &Stage, fee: FeeDue) -> Decision {
    let Some(accepted) = Accepted::unless_stopped(stage)? else { return Ok(None) };
    if accepted.pending.fee_due.is_some_and(|due| due.id == fee.id) {
        return Ok(None);
    }
    accepted.with(EventKind::FeeRequired, PendingItems { fee_due: Some(fee), ..accepted.pending.clone() })
}

pub fn decline_withdrawal(stage: &Stage) -> Decision {
    let Some(accepted) = Accepted::unless_stopped(stage)? else { return Ok(None) };
    if !accepted.pending.withdrawal_requested {
        return Ok(None);
    }
    accepted.with(EventKind::WithdrawalDeclined, accepted.pending.without_withdrawal())
}
