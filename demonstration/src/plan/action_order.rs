//! Which order of actions a dossier may have, and which actors; a plan file that breaks it is refused before the run.

use motcua_contracts::Channel;

use super::action::{Action, ActionKind, Actor, StopCause};
use super::model::PlannedDossier;

/// How far a dossier has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DossierState {
    Absent,
    Submitted,
    /// Accepted; the applicant is still at the window, or the dossier is being forwarded to the competent agency.
    Accepted,
    /// In the agency, with this step as the last one completed.
    InProgress {
        completed: u8,
    },
    Claimed {
        step: u8,
    },
    /// Claimed, and a later day is promised, which is possible once.
    Extended {
        step: u8,
    },
    /// Its officer waits for papers, or for a payment.
    Paused {
        step: u8,
        for_papers: bool,
    },
    /// Its applicant asked to withdraw it.
    WithdrawalRequested {
        step: u8,
    },
    /// Another unit is asked for its opinion.
    OpinionRequested {
        step: u8,
        claimed: bool,
    },
    Approved,
    Issued,
    Returned,
    Ended,
}

/// The step an intake officer completes by accepting.
const RECEIVE_STEP: u8 = 1;

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
    problems.extend(first_wrong_order(dossier));
    let wrong_actors = dossier.actions.iter().filter(|action| !may_act(action, dossier));
    problems.extend(wrong_actors.map(|action| format!("{:?} is not for {:?}", action.kind, action.actor)));
    problems
}

fn first_wrong_order(dossier: &PlannedDossier) -> Option<String> {
    let mut state = DossierState::Absent;
    for action in &dossier.actions {
        match next(state, &action.kind) {
            Some(following) => state = following,
            None => return Some(format!("{:?} cannot follow {state:?}", action.kind)),
        }
    }
    None
}

fn next(state: DossierState, kind: &ActionKind) -> Option<DossierState> {
    use ActionKind as Do;
    use DossierState::{
        Absent, Accepted, Approved, Claimed, Ended, Extended, InProgress, Issued, OpinionRequested, Paused, Returned,
        Submitted, WithdrawalRequested,
    };
    Some(match (state, kind) {
        (Absent, Do::Submit) => Submitted,
        (Submitted, Do::Accept) => Accepted,
        (Submitted, Do::Refuse { .. } | Do::Withdraw) => Ended,
        (Accepted, Do::Receive | Do::Correct | Do::PayProcedureFee) => InProgress { completed: RECEIVE_STEP },
        (Accepted, kind) => next(InProgress { completed: RECEIVE_STEP }, kind)?,
        (InProgress { completed }, Do::Claim { step }) if *step > completed => Claimed { step: *step },
        (InProgress { completed }, Do::Approve { .. }) if completed > RECEIVE_STEP => Approved,
        (InProgress { .. }, Do::Move { .. }) => state,
        (Claimed { step: claimed }, kind) => while_claimed(claimed, kind)?,
        (Extended { step: claimed }, Do::Complete { step }) if *step == claimed => InProgress { completed: claimed },
        (Paused { step, for_papers: true }, Do::SubmitSupplement) => Claimed { step },
        (Paused { step, for_papers: false }, Do::PayRequiredFee) => Claimed { step },
        (Paused { for_papers: true, .. }, Do::Stop { cause: StopCause::SupplementOverdue }) => Ended,
        (WithdrawalRequested { step }, Do::DeclineWithdrawal) => Claimed { step },
        (WithdrawalRequested { .. }, Do::Stop { cause: StopCause::Withdrawn }) => Ended,
        (OpinionRequested { step, claimed: false }, Do::ClaimOpinion) => OpinionRequested { step, claimed: true },
        (OpinionRequested { step, claimed: true }, Do::CompleteOpinion) => Claimed { step },
        (Approved, Do::Issue) => Issued,
        (Issued, Do::Recall) => InProgress { completed: RECEIVE_STEP },
        (Issued, Do::Return) => Returned,
        (Returned, Do::Rate { .. }) => Ended,
        _ => return None,
    })
}

fn while_claimed(claimed: u8, kind: &ActionKind) -> Option<DossierState> {
    Some(match kind {
        ActionKind::Complete { step } if *step == claimed => DossierState::InProgress { completed: claimed },
        ActionKind::RequestSupplement { step, .. } if *step == claimed => {
            DossierState::Paused { step: claimed, for_papers: true }
        }
        ActionKind::RequireFee { step } if *step == claimed => {
            DossierState::Paused { step: claimed, for_papers: false }
        }
        ActionKind::RequestOpinion { step, .. } if *step == claimed => {
            DossierState::OpinionRequested { step: claimed, claimed: false }
        }
        ActionKind::Withdraw => DossierState::WithdrawalRequested { step: claimed },
        ActionKind::Extend { .. } => DossierState::Extended { step: claimed },
        // The claim is released: an officer of the other unit claims the same step again.
        ActionKind::Move { .. } => DossierState::InProgress { completed: claimed - 1 },
        _ => return None,
    })
}

/// Citizens act only on their own dossiers, and only where the channel is online.
fn may_act(action: &Action, dossier: &PlannedDossier) -> bool {
    let by_applicant = match &action.actor {
        Actor::Citizen(number) if *number != dossier.citizen => return false,
        Actor::Citizen(_) => true,
        Actor::Staff(_) => false,
    };
    match action.kind {
        ActionKind::Submit | ActionKind::SubmitSupplement | ActionKind::Withdraw | ActionKind::PayRequiredFee => {
            by_applicant == (dossier.channel == Channel::Online)
        }
        // The applicant rates, or a device on the applicant's behalf.
        ActionKind::Rate { .. } => true,
        _ => !by_applicant,
    }
}
