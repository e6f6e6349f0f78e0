//! Which command a dossier takes in which stage.

use chrono::{DateTime, Utc};
use motcua_worktime::local_date;

use super::command::Command;
use super::correction::Correction;
use super::event::EventKind;
use super::pending_items::PendingItems;
use super::receipt::{Acceptance, Forwarding};
use super::stage::Stage;
use crate::domain::payable_fee::payable_fee;
use crate::domain::{ProcedureFee, Refusal};

type Decision = Result<Option<(EventKind, Stage)>, Refusal>;

/// What a command makes of a dossier at business time `at`; `None` when nothing changes.
pub fn next(stage: &Stage, fee: ProcedureFee, command: &Command, at: DateTime<Utc>) -> Decision {
    match (stage, command) {
        (Stage::Absent, Command::Submit) => changed(EventKind::Submitted, Stage::Submitted { at }),
        (Stage::Absent, _) => Err(Refusal::NotFound),
        (stage, Command::RecordSurplus { fee, amount_vnd }) => {
            changed(EventKind::SurplusRecorded { fee: *fee, amount_vnd: *amount_vnd }, stage.clone())
        }
        (stage, Command::RecordRefund(refund)) => changed(EventKind::Refunded(refund.clone()), stage.clone()),
        (
            stage @ (Stage::Submitted { .. } | Stage::Forwarded { .. } | Stage::Accepted { .. }),
            Command::Digitise(papers),
        ) => match papers.as_slice() {
            [] => Ok(None),
            papers => changed(EventKind::Digitised { papers: papers.to_vec() }, stage.clone()),
        },
        (stage, Command::Pay { paid, method, paid_at }) if !paid.demanded => {
            payable_fee(stage, fee, paid.fee)?;
            let kind = EventKind::FeePaid { paid: *paid, payment_method: *method, paid_at: *paid_at };
            changed(kind, stage.clone())
        }
        (Stage::Submitted { .. }, command) => submitted(command),
        (Stage::Forwarded { forwarding }, command) => forwarded(forwarding, command),
        (Stage::Accepted { receipt, pending }, command) => accepted(receipt, pending, command),
        // Repeated: harmless. What the office asks of a dossier that ended changes nothing either.
        (Stage::Refused { .. }, Command::Refuse { .. })
        | (Stage::Withdrawn { .. }, Command::Withdraw { .. })
        | (
            Stage::Stopped { .. },
            Command::Stop
            | Command::RecordDecision
            | Command::RevokeDecision
            | Command::DeclineWithdrawal
            | Command::RequestSupplement { .. }
            | Command::RequireFee(_),
        ) => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

fn changed(kind: EventKind, new_stage: Stage) -> Decision {
    Ok(Some((kind, new_stage)))
}

fn first_acceptance(receipt: &Acceptance) -> Decision {
    let pending = PendingItems::default();
    changed(EventKind::Accepted, Stage::Accepted { receipt: receipt.clone(), pending })
}

fn refused(reason: &str, forwarding: Option<Forwarding>) -> Decision {
    changed(EventKind::Refused, Stage::Refused { reason: reason.to_owned(), forwarding })
}

fn withdrawn(reason: &str, forwarding: Option<Forwarding>) -> Decision {
    changed(EventKind::Withdrawn, Stage::Withdrawn { reason: reason.to_owned(), forwarding })
}

fn submitted(command: &Command) -> Decision {
    match command {
        Command::Accept(receipt) => first_acceptance(receipt),
        Command::Forward(forwarding) => {
            changed(EventKind::Forwarded, Stage::Forwarded { forwarding: forwarding.clone() })
        }
        Command::Refuse { reason } => refused(reason, None),
        Command::Withdraw { reason } => withdrawn(reason, None),
        Command::Submit => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

/// Between another counter and the competent agency: the code is given, nothing else has begun.
fn forwarded(forwarding: &Forwarding, command: &Command) -> Decision {
    match command {
        Command::Receive(receipt) => first_acceptance(receipt),
        Command::Refuse { reason } => refused(reason, Some(forwarding.clone())),
        Command::Withdraw { reason } => withdrawn(reason, Some(forwarding.clone())),
        Command::Forward(_) => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

fn accepted(receipt: &Acceptance, pending: &PendingItems, command: &Command) -> Decision {
    let with =
        |kind: EventKind, pending: PendingItems| changed(kind, Stage::Accepted { receipt: receipt.clone(), pending });
    match command {
        Command::Accept(_) => Ok(None),
        Command::Forward(_) | Command::Receive(_) if receipt.received_at.is_some() => Ok(None),
        Command::RequestSupplement { deadline } if *deadline < local_date(receipt.at) => Err(Refusal::BeforeAcceptance),
        // Requested once (NĐ 118/2025 Art. 17.2a).
        Command::RequestSupplement { .. } if pending.supplement_deadline.is_some() => Ok(None),
        Command::RequestSupplement { deadline } => with(
            EventKind::SupplementRequested,
            PendingItems { supplement_deadline: Some(*deadline), ..pending.clone() },
        ),
        Command::Supplement { papers } if pending.supplement_deadline.is_some() => with(
            EventKind::Supplemented { papers: papers.clone() },
            PendingItems { supplement_deadline: None, ..pending.clone() },
        ),
        Command::RequireFee(fee) if pending.fee_due.is_some_and(|due| due.id == fee.id) => Ok(None),
        Command::RequireFee(fee) => {
            with(EventKind::FeeRequired, PendingItems { fee_due: Some(*fee), ..pending.clone() })
        }
        Command::Pay { paid, method, paid_at } if pending.fee_due.is_some_and(|due| due.id == paid.fee) => with(
            EventKind::FeePaid { paid: *paid, payment_method: *method, paid_at: *paid_at },
            PendingItems { fee_due: None, ..pending.clone() },
        ),
        Command::Pay { .. } => Err(Refusal::NoSuchFee),
        Command::Withdraw { .. } | Command::Correct(..) if pending.decided => Err(Refusal::DecidedAlready),
        Command::Withdraw { .. } if pending.withdrawal_requested => Ok(None),
        Command::Withdraw { reason } => with(
            EventKind::WithdrawalRequested { reason: reason.clone() },
            PendingItems { withdrawal_requested: true, ..pending.clone() },
        ),
        Command::DeclineWithdrawal if pending.withdrawal_requested => {
            with(EventKind::WithdrawalDeclined, PendingItems { withdrawal_requested: false, ..pending.clone() })
        }
        Command::DeclineWithdrawal => Ok(None),
        // This receipt was issued.
        Command::Correct(_, corrected) if corrected == receipt => Ok(None),
        Command::Correct(correction, corrected) => changed(
            correction_event(correction),
            Stage::Accepted { receipt: corrected.clone(), pending: pending.clone() },
        ),
        // A decision ends a withdrawal that was requested before it: there will be a result.
        Command::RecordDecision if !pending.decided => {
            with(EventKind::Decided, PendingItems { decided: true, withdrawal_requested: false, ..pending.clone() })
        }
        Command::RevokeDecision if pending.decided => {
            with(EventKind::DecisionRevoked, PendingItems { decided: false, ..pending.clone() })
        }
        Command::RecordDecision | Command::RevokeDecision => Ok(None),
        Command::Stop => changed(EventKind::Stopped, Stage::Stopped { receipt: receipt.clone() }),
        Command::Submit
        | Command::Forward(_)
        | Command::Receive(_)
        | Command::Refuse { .. }
        | Command::RecordSurplus { .. }
        | Command::RecordRefund(_)
        | Command::Digitise(_)
        | Command::Supplement { .. } => Err(Refusal::WrongStage),
    }
}

fn correction_event(correction: &Correction) -> EventKind {
    EventKind::Corrected {
        process: correction.process.clone(),
        applicant: correction.applicant.is_some(),
        reason: correction.reason.clone(),
        corrected_applicant: correction.applicant.clone(),
    }
}
