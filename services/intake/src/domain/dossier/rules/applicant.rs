//! What the applicant does, or a counter on the applicant's behalf: hand in papers, pay, withdraw.

use chrono::{DateTime, Utc};

use super::decision::{Accepted, Decision, changed};
use crate::domain::payable_fee::payable_fee;
use crate::domain::{
    EventKind, Forwarding, PaperHandedIn, PayableFee, PaymentMethod, PendingItems, ProcedureFee, Refusal, Stage,
};

pub fn supplement(stage: &Stage, papers: &[PaperHandedIn]) -> Decision {
    let accepted = Accepted::of(stage)?;
    if accepted.pending.supplement_deadline.is_none() {
        return Err(Refusal::WrongStage);
    }
    let pending = PendingItems { supplement_deadline: None, ..accepted.pending.clone() };
    accepted.with(EventKind::Supplemented { papers: papers.to_vec() }, pending)
}

/// Pays a fee that the office demanded, which is no longer due then, or the fee of the procedure.
pub fn pay(
    stage: &Stage,
    fee: ProcedureFee,
    paid: PayableFee,
    payment_method: PaymentMethod,
    paid_at: DateTime<Utc>,
) -> Decision {
    let kind = EventKind::FeePaid { paid, payment_method, paid_at };
    if !paid.demanded {
        payable_fee(stage, fee, paid.fee)?;
        return changed(kind, stage.clone());
    }
    let accepted = Accepted::of(stage)?;
    match accepted.pending.fee_due {
        Some(due) if due.id == paid.fee => {
            accepted.with(kind, PendingItems { fee_due: None, ..accepted.pending.clone() })
        }
        Some(_) | None => Err(Refusal::NoSuchFee),
    }
}

/// Withdraws at once before the acceptance; afterwards the agency has to agree. The same withdrawal again changes
/// nothing, one with another reason is refused: the agency would not read it.
pub fn withdraw(stage: &Stage, reason: &str) -> Decision {
    match stage {
        Stage::Submitted { .. } => withdrawn(reason, None),
        Stage::Forwarded { forwarding } => withdrawn(reason, Some(forwarding.clone())),
        Stage::Accepted { receipt, pending } => request_withdrawal(Accepted { receipt, pending }, reason),
        Stage::Withdrawn { reason: given, .. } if given == reason => Ok(None),
        Stage::Absent | Stage::Refused { .. } | Stage::Withdrawn { .. } | Stage::Stopped { .. } => {
            Err(Refusal::WrongStage)
        }
    }
}

fn withdrawn(reason: &str, forwarding: Option<Forwarding>) -> Decision {
    changed(EventKind::Withdrawn, Stage::Withdrawn { reason: reason.to_owned(), forwarding })
}

fn request_withdrawal(accepted: Accepted<'_>, reason: &str) -> Decision {
    let pending = accepted.pending;
    if pending.decided {
        return Err(Refusal::DecidedAlready);
    }
    if pending.withdrawal_requested {
        // Requests of before the first release are stored without their reason.
        let is_same = pending.withdrawal_reason.as_ref().is_none_or(|given| given == reason);
        return if is_same { Ok(None) } else { Err(Refusal::WrongStage) };
    }
    let (kind, reason) = (EventKind::WithdrawalRequested { reason: reason.to_owned() }, Some(reason.to_owned()));
    accepted.with(kind, PendingItems { withdrawal_requested: true, withdrawal_reason: reason, ..pending.clone() })
}
