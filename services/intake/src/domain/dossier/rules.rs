//! Which command a dossier takes in which stage.

use chrono::{DateTime, Utc};

use super::{Acceptance, Command, Correction, Event, Open, Refusal, Stage, What};

type Answer = Result<Option<Event>, Refusal>;

/// Decides at business time `at`. `None`: it is so already, nothing changes.
///
/// # Errors
/// When the status does not allow the command.
pub fn decide(stage: &Stage, command: &Command, at: DateTime<Utc>) -> Answer {
    match (stage, command) {
        (Stage::Absent, Command::Submit) => became(What::Submitted, Stage::Submitted { at }),
        (Stage::Absent, _) => Err(Refusal::NotFound),
        (Stage::Submitted { .. }, command) => before_acceptance(command),
        (Stage::Accepted { receipt, open }, command) => after_acceptance(receipt, open, command),
        // Repeated at once: harmless. What the office says of one that ended changes nothing either.
        (Stage::Refused { .. }, Command::Refuse { .. })
        | (Stage::Withdrawn { .. }, Command::Withdraw { .. })
        | (
            Stage::Stopped { .. },
            Command::NoteStop
            | Command::NoteDecision
            | Command::Keep
            | Command::AskSupplement { .. }
            | Command::DemandFee(_),
        ) => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

fn became(what: What, then: Stage) -> Answer {
    Ok(Some(Event { what, then }))
}

fn before_acceptance(command: &Command) -> Answer {
    match command {
        Command::Accept(receipt) => {
            became(What::Accepted, Stage::Accepted { receipt: receipt.clone(), open: Open::default() })
        }
        Command::Refuse { reason } => became(What::Refused, Stage::Refused { reason: reason.clone() }),
        Command::Withdraw { reason } => became(What::Withdrawn, Stage::Withdrawn { reason: reason.clone() }),
        Command::Submit => Ok(None),
        _ => Err(Refusal::WrongStage),
    }
}

fn after_acceptance(receipt: &Acceptance, open: &Open, command: &Command) -> Answer {
    let with = |what: What, open: Open| became(what, Stage::Accepted { receipt: receipt.clone(), open });
    match command {
        Command::Accept(_) => Ok(None),
        // Asked for once (NĐ 118/2025 Art. 17.2a).
        Command::AskSupplement { deadline } => match open.papers_until {
            None => with(What::SupplementAsked, Open { papers_until: Some(*deadline), ..open.clone() }),
            Some(_) => Ok(None),
        },
        Command::Supplement { papers } if open.papers_until.is_some() => {
            with(What::Supplemented { papers: papers.clone() }, Open { papers_until: None, ..open.clone() })
        }
        Command::DemandFee(fee) if open.fee.as_ref() == Some(fee) => Ok(None),
        Command::DemandFee(fee) => with(What::FeeDemanded, Open { fee: Some(*fee), ..open.clone() }),
        Command::Pay { fee } => match open.fee {
            Some(due) if due.id == *fee => with(What::FeePaid { fee: *fee }, Open { fee: None, ..open.clone() }),
            _ => Err(Refusal::NoSuchFee),
        },
        Command::Withdraw { .. } | Command::Correct(..) if open.decided => Err(Refusal::DecidedAlready),
        Command::Withdraw { .. } if open.withdrawing => Ok(None),
        Command::Withdraw { reason } => {
            with(What::WithdrawalAsked { reason: reason.clone() }, Open { withdrawing: true, ..open.clone() })
        }
        Command::Keep if open.withdrawing => with(What::Kept, Open { withdrawing: false, ..open.clone() }),
        Command::Keep => Ok(None),
        Command::Correct(correction, receipt) => {
            became(corrected(correction), Stage::Accepted { receipt: receipt.clone(), open: open.clone() })
        }
        // A decision ends what was wished before it: the result will come.
        Command::NoteDecision if !open.decided => {
            with(What::Decided, Open { decided: true, withdrawing: false, ..open.clone() })
        }
        Command::NoteDecision => Ok(None),
        Command::NoteStop => became(What::Stopped, Stage::Stopped { receipt: receipt.clone() }),
        Command::Submit | Command::Refuse { .. } | Command::Supplement { .. } => Err(Refusal::WrongStage),
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
