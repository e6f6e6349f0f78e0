//! Which command a dossier takes in which stage.

use chrono::{DateTime, Utc};
use motcua_worktime::local_date;

use super::{Acceptance, Command, Correction, Event, Forwarding, Open, Refusal, Stage, What};
use crate::domain::{OwnFee, owed};

type Answer = Result<Option<(What, Stage)>, Refusal>;

/// Decides at business time `at`. `None`: it is so already, nothing changes.
///
/// # Errors
/// When the status does not allow the command, or the fee is not owed.
pub fn decide(stage: &Stage, fee: OwnFee, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
    let Some((what, then)) = next(stage, fee, command, at)? else { return Ok(None) };
    let mut event = Event { what, then, surplus_vnd: 0 };
    event.surplus_vnd = fee.after(&event).excess_vnd(&event.then);
    Ok(Some(event))
}

fn next(stage: &Stage, fee: OwnFee, command: &Command, at: DateTime<Utc>) -> Answer {
    match (stage, command) {
        (Stage::Absent, Command::Submit) => became(What::Submitted, Stage::Submitted { at }),
        (Stage::Absent, _) => Err(Refusal::NotFound),
        (stage, Command::NoteSurplus { fee, amount_vnd }) => {
            became(What::SurplusNoted { fee: *fee, amount_vnd: *amount_vnd }, stage.clone())
        }
        (stage, Command::NoteRefund(refund)) => became(What::Refunded(refund.clone()), stage.clone()),
        (
            stage @ (Stage::Submitted { .. } | Stage::Forwarded { .. } | Stage::Accepted { .. }),
            Command::Digitise(papers),
        ) => match papers.as_slice() {
            [] => Ok(None),
            papers => became(What::Digitised { papers: papers.to_vec() }, stage.clone()),
        },
        (stage, Command::Pay { paid, way, paid_at }) if !paid.demanded => {
            owed(stage, fee, paid.fee)?;
            became(What::FeePaid { paid: *paid, way: *way, paid_at: *paid_at }, stage.clone())
        }
        (Stage::Submitted { .. }, command) => before_acceptance(command),
        (Stage::Forwarded { sent }, command) => on_the_way(sent, command),
        (Stage::Accepted { receipt, open }, command) => after_acceptance(receipt, open, command),
        // Repeated at once: harmless. What the office says of one that ended changes nothing either.
        (Stage::Refused { .. }, Command::Refuse { .. })
        | (Stage::Withdrawn { .. }, Command::Withdraw { .. })
        | (
            Stage::Stopped { .. },
            Command::NoteStop
            | Command::NoteDecision
            | Command::NoteRevocation
            | Command::Keep
            | Command::AskSupplement { .. }
            | Command::DemandFee(_),
        ) => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

fn became(what: What, then: Stage) -> Answer {
    Ok(Some((what, then)))
}

fn before_acceptance(command: &Command) -> Answer {
    match command {
        Command::Accept(receipt) => {
            became(What::Accepted, Stage::Accepted { receipt: receipt.clone(), open: Open::default() })
        }
        Command::Forward(sent) => became(What::Forwarded, Stage::Forwarded { sent: sent.clone() }),
        Command::Refuse { reason } => became(What::Refused, Stage::Refused { reason: reason.clone(), sent: None }),
        Command::Withdraw { reason } => {
            became(What::Withdrawn, Stage::Withdrawn { reason: reason.clone(), sent: None })
        }
        Command::Submit => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

/// Between another counter and the competent agency: the code is given, nothing else has begun.
fn on_the_way(sent: &Forwarding, command: &Command) -> Answer {
    let kept = || Some(sent.clone());
    match command {
        Command::Receive(receipt) => {
            became(What::Accepted, Stage::Accepted { receipt: receipt.clone(), open: Open::default() })
        }
        Command::Refuse { reason } => became(What::Refused, Stage::Refused { reason: reason.clone(), sent: kept() }),
        Command::Withdraw { reason } => {
            became(What::Withdrawn, Stage::Withdrawn { reason: reason.clone(), sent: kept() })
        }
        Command::Forward(_) => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

fn after_acceptance(receipt: &Acceptance, open: &Open, command: &Command) -> Answer {
    let with = |what: What, open: Open| became(what, Stage::Accepted { receipt: receipt.clone(), open });
    match command {
        Command::Accept(_) => Ok(None),
        Command::Forward(_) | Command::Receive(_) if receipt.received_at.is_some() => Ok(None),
        Command::AskSupplement { deadline } if *deadline < local_date(receipt.at) => Err(Refusal::BeforeAcceptance),
        // Asked for once (NĐ 118/2025 Art. 17.2a).
        Command::AskSupplement { deadline } => match open.papers_until {
            None => with(What::SupplementAsked, Open { papers_until: Some(*deadline), ..open.clone() }),
            Some(_) => Ok(None),
        },
        Command::Supplement { papers } if open.papers_until.is_some() => {
            with(What::Supplemented { papers: papers.clone() }, Open { papers_until: None, ..open.clone() })
        }
        Command::DemandFee(fee) if open.fee.is_some_and(|due| due.id == fee.id) => Ok(None),
        Command::DemandFee(fee) => with(What::FeeDemanded, Open { fee: Some(*fee), ..open.clone() }),
        Command::Pay { paid, way, paid_at } => match open.fee {
            Some(due) if due.id == paid.fee => {
                let what = What::FeePaid { paid: *paid, way: *way, paid_at: *paid_at };
                with(what, Open { fee: None, ..open.clone() })
            }
            _ => Err(Refusal::NoSuchFee),
        },
        Command::Withdraw { .. } | Command::Correct(..) if open.decided => Err(Refusal::DecidedAlready),
        Command::Withdraw { .. } if open.withdrawing => Ok(None),
        Command::Withdraw { reason } => {
            with(What::WithdrawalAsked { reason: reason.clone() }, Open { withdrawing: true, ..open.clone() })
        }
        Command::Keep if open.withdrawing => with(What::Kept, Open { withdrawing: false, ..open.clone() }),
        Command::Keep => Ok(None),
        // This receipt was issued.
        Command::Correct(_, right) if right == receipt => Ok(None),
        Command::Correct(correction, right) => {
            became(corrected(correction), Stage::Accepted { receipt: right.clone(), open: open.clone() })
        }
        // A decision ends what was wished before it: the result will come.
        Command::NoteDecision if !open.decided => {
            with(What::Decided, Open { decided: true, withdrawing: false, ..open.clone() })
        }
        Command::NoteRevocation if open.decided => with(What::Reopened, Open { decided: false, ..open.clone() }),
        Command::NoteDecision | Command::NoteRevocation => Ok(None),
        Command::NoteStop => became(What::Stopped, Stage::Stopped { receipt: receipt.clone() }),
        Command::Submit
        | Command::Forward(_)
        | Command::Receive(_)
        | Command::Refuse { .. }
        | Command::NoteSurplus { .. }
        | Command::NoteRefund(_)
        | Command::Digitise(_)
        | Command::Supplement { .. } => Err(Refusal::WrongStage),
    }
}

fn corrected(correction: &Correction) -> What {
    What::Corrected {
        way: correction.way.clone(),
        applicant: correction.applicant.is_some(),
        reason: correction.reason.clone(),
        right_applicant: correction.applicant.clone(),
    }
}
