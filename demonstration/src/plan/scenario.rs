//! The scenarios a dossier can follow between its acceptance and its end, and which procedures allow them.

use super::action::ActionKind;
use super::offers::Offer;
use crate::seed::{LimitUnit, StepKind};

/// The scenario of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scenario {
    /// One work step.
    Ordinary,
    /// Two work steps, in one agency or in two.
    TwoSteps,
    /// Papers are asked for and submitted.
    Supplement,
    /// A payment is required and made.
    RequiredFee,
    /// The fee of the procedure is paid at the window when the dossier is accepted.
    ProcedureFee,
    /// Another agency is asked for its opinion.
    Opinion,
    /// Submitted under a wrong procedure, corrected after the acceptance.
    Correction,
    /// The applicant asks to withdraw it, and the agency declines.
    DeclinedWithdrawal,
    /// The first result comes back for an error.
    Recall,
    /// Accepted at a counter outside the territory and forwarded.
    Forward,
    /// Its work moves to another division of the agency.
    Move,
    /// Late, with an apology and a later day.
    Extension,
    /// The applicant withdraws it: no result.
    Withdrawal,
    /// Papers are asked for and never submitted: no result.
    MissedSupplement,
}

impl Scenario {
    /// Whether it ends without an issued result.
    pub(super) fn ends_without_result(self) -> bool {
        matches!(self, Self::Withdrawal | Self::MissedSupplement)
    }

    /// Whether the terms of an offer allow it.
    pub(super) fn fits(self, offer: &Offer) -> bool {
        let (works, limit) = (offer.work_step_count, offer.term.limit);
        let working_days = if limit.unit == LimitUnit::WorkingDay { limit.amount } else { 0 };
        match self {
            Self::TwoSteps => works == 2,
            // Only a limit in whole working days makes the effect of a pause on the due date unambiguous.
            Self::Supplement | Self::RequiredFee => works == 1 && working_days >= 3,
            // Room for an answer before the due date.
            Self::Opinion => works == 1 && working_days >= 5 && !offer.procedure.on_the_spot,
            // Room for the days of waiting before the due date.
            Self::MissedSupplement => works == 1 && working_days >= 10,
            Self::ProcedureFee => works == 1 && offer.term.fee_vnd > 0,
            // Room for the move, and no second step of the division that would move along.
            Self::Move => works == 1 && working_days >= 3 && offer.divisions.is_some(),
            Self::Forward => works == 1 && offer.procedure.territory != "none",
            Self::Ordinary
            | Self::Correction
            | Self::DeclinedWithdrawal
            | Self::Recall
            | Self::Extension
            | Self::Withdrawal => works == 1,
        }
    }
}

/// Numbers of the work steps of an offer.
pub(super) fn work_steps<'o>(offer: &'o Offer) -> impl Iterator<Item = u8> + 'o {
    offer.term.steps.iter().filter(|step| step.kind == StepKind::Work).map(|step| step.number)
}

/// Work and decision with nothing in between.
pub(super) fn work_and_decision(offer: &Offer, granted: bool) -> Vec<ActionKind> {
    work_steps(offer)
        .flat_map(|step| [ActionKind::Claim { step }, ActionKind::Complete { step }])
        .chain([ActionKind::Approve { granted }])
        .collect()
}
