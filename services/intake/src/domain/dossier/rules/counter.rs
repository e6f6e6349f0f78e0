//! What the counter does: it takes a dossier in, forwards, accepts or refuses it, digitises its papers and corrects it.

use chrono::{DateTime, Utc};

use super::decision::{Accepted, Decision, changed};
use crate::domain::{Correction, DigitisedPaper, EventKind, Filing, Forwarding, PendingItems, Receipt, Refusal, Stage};

pub fn submit(stage: &Stage, at: DateTime<Utc>) -> Decision {
    match stage {
        Stage::Absent => changed(EventKind::Submitted, Stage::Submitted { at }),
        Stage::Submitted { .. } => Ok(None),
        Stage::Forwarded { .. }
        | Stage::Accepted { .. }
        | Stage::Refused { .. }
        | Stage::Withdrawn { .. }
        | Stage::Stopped { .. } => Err(Refusal::WrongStage),
    }
}

/// Whether the first receipt is still to be issued; `false` when it was, here or by the forwarding counter that asks.
pub fn awaits_first_receipt(stage: &Stage, by_forwarding_counter: bool) -> Result<bool, Refusal> {
    match stage {
        Stage::Submitted { .. } => Ok(true),
        Stage::Accepted { .. } | Stage::Stopped { .. } => Ok(false),
        Stage::Forwarded { .. } if by_forwarding_counter => Ok(false),
        Stage::Absent | Stage::Forwarded { .. } | Stage::Refused { .. } | Stage::Withdrawn { .. } => {
            Err(Refusal::WrongStage)
        }
    }
}

/// The receipt of the counter that forwarded a dossier, which the competent agency has to receive; `None` when it did.
pub fn awaits_arrival(stage: &Stage) -> Result<Option<&Forwarding>, Refusal> {
    match stage {
        Stage::Forwarded { forwarding } => Ok(Some(forwarding)),
        Stage::Accepted { receipt, .. } | Stage::Stopped { receipt } if receipt.forwarded_at.is_some() => Ok(None),
        Stage::Absent
        | Stage::Submitted { .. }
        | Stage::Accepted { .. }
        | Stage::Refused { .. }
        | Stage::Withdrawn { .. }
        | Stage::Stopped { .. } => Err(Refusal::WrongStage),
    }
}

pub fn accept(stage: &Stage, receipt: &Receipt) -> Decision {
    if awaits_first_receipt(stage, false)? { accepted(receipt) } else { Ok(None) }
}

pub fn forward(stage: &Stage, forwarding: &Forwarding) -> Decision {
    match stage {
        Stage::Submitted { .. } => changed(EventKind::Forwarded, Stage::Forwarded { forwarding: forwarding.clone() }),
        Stage::Forwarded { .. } => Ok(None),
        Stage::Accepted { receipt, .. } | Stage::Stopped { receipt } if receipt.forwarded_at.is_some() => Ok(None),
        Stage::Absent
        | Stage::Accepted { .. }
        | Stage::Refused { .. }
        | Stage::Withdrawn { .. }
        | Stage::Stopped { .. } => Err(Refusal::WrongStage),
    }
}

pub fn receive(stage: &Stage, receipt: &Receipt) -> Decision {
    if awaits_arrival(stage)?.is_some() { accepted(receipt) } else { Ok(None) }
}

fn accepted(receipt: &Receipt) -> Decision {
    let pending = PendingItems::default();
    changed(EventKind::Accepted, Stage::Accepted { receipt: receipt.clone(), pending })
}

pub fn refuse(stage: &Stage, reason: &str) -> Decision {
    let refused = |forwarding| changed(EventKind::Refused, Stage::Refused { reason: reason.to_owned(), forwarding });
    match stage {
        Stage::Submitted { .. } => refused(None),
        Stage::Forwarded { forwarding } => refused(Some(forwarding.clone())),
        // The same refusal again. Another reason would not reach the applicant.
        Stage::Refused { reason: given, .. } if given == reason => Ok(None),
        Stage::Absent
        | Stage::Accepted { .. }
        | Stage::Refused { .. }
        | Stage::Withdrawn { .. }
        | Stage::Stopped { .. } => Err(Refusal::WrongStage),
    }
}

/// Records the papers whose digitisation changes, in every status before the end.
pub fn digitise(stage: &Stage, filing: &Filing, requested: &[DigitisedPaper]) -> Decision {
    match stage {
        Stage::Submitted { .. } | Stage::Forwarded { .. } | Stage::Accepted { .. } => {
            let papers = filing.digitisation_changes(requested)?;
            if papers.is_empty() { Ok(None) } else { changed(EventKind::Digitised { papers }, stage.clone()) }
        }
        Stage::Absent | Stage::Refused { .. } | Stage::Withdrawn { .. } | Stage::Stopped { .. } => {
            Err(Refusal::WrongStage)
        }
    }
}

/// Every correction issues the receipt again.
pub fn correct(stage: &Stage, correction: &Correction, receipt: &Receipt) -> Decision {
    let Accepted { pending, .. } = Accepted::of(stage)?;
    if pending.decided {
        return Err(Refusal::DecidedAlready);
    }
    let kind = EventKind::Corrected {
        process: correction.process.clone(),
        applicant: correction.applicant.is_some(),
        reason: correction.reason.clone(),
        corrected_applicant: correction.applicant.clone(),
    };
    changed(kind, Stage::Accepted { receipt: receipt.clone(), pending: pending.clone() })
}
