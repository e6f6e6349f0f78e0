//! Which order of commands a dossier may have, and by whom; a plan file that breaks it is refused before it starts.

use super::{Action, By, Cause, Channel, PlannedDossier, Verb};

/// How far a dossier has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Absent,
    Submitted,
    /// Accepted; the applicant still stands at the window, or it is on its way to the competent agency.
    Accepted,
    /// On its way through the office, with this step as the last one finished.
    Running {
        done: u8,
    },
    Held {
        step: u8,
    },
    /// Held, and a later day is promised: that is done once.
    Promised {
        step: u8,
    },
    /// Its officer waits for papers, or for a payment.
    Paused {
        step: u8,
        papers: bool,
    },
    /// Its applicant wants it back.
    Wanted {
        step: u8,
    },
    /// Another unit is asked.
    Asked {
        step: u8,
        taken: bool,
    },
    Approved,
    Issued,
    Returned,
    Ended,
}

/// The step an intake officer finishes by accepting.
const RECEIVE: u8 = 1;

/// Everything wrong with the actions of a dossier.
pub(super) fn problems(dossier: &PlannedDossier, citizens: u32) -> Vec<String> {
    let mut problems = Vec::new();
    if dossier.actions.is_empty() {
        problems.push("has no actions".to_owned());
    }
    if dossier.citizen >= citizens {
        problems.push(format!("citizen {} is not among the {citizens}", dossier.citizen));
    }
    for pair in dossier.actions.windows(2) {
        if let [earlier, later] = pair
            && earlier.at >= later.at
        {
            problems.push(format!("{} does not come after {}", later.at, earlier.at));
        }
    }
    let mut stage = Stage::Absent;
    for action in &dossier.actions {
        match next(stage, &action.verb) {
            Some(following) => stage = following,
            None => {
                problems.push(format!("{:?} cannot follow {stage:?}", action.verb));
                break;
            }
        }
    }
    let strangers = dossier.actions.iter().filter(|action| !fits(action, dossier));
    problems.extend(strangers.map(|action| format!("{:?} is not for {:?}", action.verb, action.by)));
    problems
}

fn next(stage: Stage, verb: &Verb) -> Option<Stage> {
    Some(match (stage, verb) {
        (Stage::Absent, Verb::Submit) => Stage::Submitted,
        (Stage::Submitted, Verb::Accept) => Stage::Accepted,
        (Stage::Submitted, Verb::Refuse { .. } | Verb::Withdraw) => Stage::Ended,
        (Stage::Accepted, Verb::Receive | Verb::Correct | Verb::PayCharge) => Stage::Running { done: RECEIVE },
        (Stage::Accepted, verb) => next(Stage::Running { done: RECEIVE }, verb)?,
        (Stage::Running { done }, Verb::Claim { step }) if *step > done => Stage::Held { step: *step },
        (Stage::Running { done }, Verb::Approve { .. }) if done > RECEIVE => Stage::Approved,
        (Stage::Running { .. }, Verb::Move { .. }) => stage,
        (Stage::Held { step: held }, verb) => while_held(held, verb)?,
        (Stage::Promised { step: held }, Verb::Complete { step }) if *step == held => Stage::Running { done: held },
        (Stage::Paused { step, papers: true }, Verb::Supplement) => Stage::Held { step },
        (Stage::Paused { step, papers: false }, Verb::PayFee) => Stage::Held { step },
        (Stage::Paused { papers: true, .. }, Verb::Stop { cause: Cause::SupplementOverdue }) => Stage::Ended,
        (Stage::Wanted { step }, Verb::Keep) => Stage::Held { step },
        (Stage::Wanted { .. }, Verb::Stop { cause: Cause::Withdrawn }) => Stage::Ended,
        (Stage::Asked { step, taken: false }, Verb::TakeOpinion) => Stage::Asked { step, taken: true },
        (Stage::Asked { step, taken: true }, Verb::GiveOpinion) => Stage::Held { step },
        (Stage::Approved, Verb::Issue) => Stage::Issued,
        (Stage::Issued, Verb::Recall) => Stage::Running { done: RECEIVE },
        (Stage::Issued, Verb::Return) => Stage::Returned,
        (Stage::Returned, Verb::Rate { .. }) => Stage::Ended,
        _ => return None,
    })
}

fn while_held(held: u8, verb: &Verb) -> Option<Stage> {
    Some(match verb {
        Verb::Complete { step } if *step == held => Stage::Running { done: held },
        Verb::RequestSupplement { step, .. } if *step == held => Stage::Paused { step: held, papers: true },
        Verb::RequireFee { step } if *step == held => Stage::Paused { step: held, papers: false },
        Verb::AskOpinion { step, .. } if *step == held => Stage::Asked { step: held, taken: false },
        Verb::Withdraw => Stage::Wanted { step: held },
        Verb::Extend { .. } => Stage::Promised { step: held },
        // Whoever held it gives it back: somebody of the other unit takes the same step again.
        Verb::Move { .. } => Stage::Running { done: held - 1 },
        _ => return None,
    })
}

/// Citizens act only on their own dossiers, and only where the counter is not meant.
fn fits(action: &Action, dossier: &PlannedDossier) -> bool {
    let own = match &action.by {
        By::Citizen(number) if *number != dossier.citizen => return false,
        By::Citizen(_) => true,
        By::Staff(_) => false,
    };
    match action.verb {
        Verb::Submit | Verb::Supplement | Verb::Withdraw | Verb::PayFee => own == (dossier.channel == Channel::Online),
        // A citizen rates, or a device on the citizen's behalf.
        Verb::Rate { .. } => true,
        _ => !own,
    }
}
