//! The ways a dossier can take between its acceptance and its end, and which dossiers of the year take which.

use super::pool::Offer;
use super::wishes::Wish;
use super::{Channel, Error, Origin, Outcome, Targets, Verb};
use crate::demo::seed::{LimitUnit, StepKind};

/// The way of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// One work step.
    Ordinary,
    /// Two work steps, in one agency or in two.
    TwoSteps,
    /// Papers are asked for and come.
    Supplement,
    /// A payment is demanded and made.
    Fee,
    /// The fee of the procedure is paid at the window when the dossier is accepted.
    Charge,
    /// Another agency is asked for its opinion.
    Opinion,
    /// Handed in under a wrong procedure, put right after the acceptance.
    Correction,
    /// The applicant wants it back, the agency keeps it.
    Kept,
    /// The first result comes back for an error.
    Recall,
    /// Accepted at a counter outside the territory and sent on.
    Forward,
    /// The division that has it cannot work on it; it moves to another of the agency.
    Move,
    /// Late, with an apology and a later day.
    Extension,
    /// The applicant takes it back: no result.
    Withdrawal,
    /// Papers are asked for and never come: no result.
    Stop,
}

impl Course {
    /// Whether nothing is issued at its end.
    pub(super) fn ends_without_result(self) -> bool {
        matches!(self, Self::Withdrawal | Self::Stop)
    }

    /// Whether it can be taken under the terms of an offer.
    pub(super) fn fits(self, offer: &Offer) -> bool {
        let (works, limit) = (offer.works, offer.term.limit);
        let working_days = if limit.unit == LimitUnit::WorkingDay { limit.amount } else { 0 };
        match self {
            Self::TwoSteps => works == 2,
            // Only whole working days move a due date without doubt.
            Self::Supplement | Self::Fee => works == 1 && working_days >= 3,
            // Room for an answer before the due date.
            Self::Opinion => works == 1 && working_days >= 5 && !offer.procedure.on_the_spot,
            // Room for days of waiting in vain before the due date.
            Self::Stop => works == 1 && working_days >= 10,
            Self::Charge => works == 1 && offer.term.fee_vnd > 0,
            // Days for somebody to be missed; and no second step of the division that would move along.
            Self::Move => works == 1 && working_days >= 3 && offer.divisions.is_some(),
            Self::Forward => works == 1 && offer.procedure.territory != "none",
            Self::Ordinary | Self::Correction | Self::Kept | Self::Recall | Self::Extension | Self::Withdrawal => {
                works == 1
            }
        }
    }
}

/// Numbers of the work steps of an offer.
pub(super) fn work_steps<'o>(offer: &'o Offer) -> impl Iterator<Item = u8> + 'o {
    offer.term.steps.iter().filter(|step| step.kind == StepKind::Work).map(|step| step.number)
}

/// Work and decision without anything in between.
pub(super) fn middle(offer: &Offer, granted: bool) -> Vec<Verb> {
    work_steps(offer)
        .flat_map(|step| [Verb::Claim { step }, Verb::Complete { step }])
        .chain([Verb::Approve { granted }])
        .collect()
}

/// Deals out which of the resolved dossiers end without a result; before anything is dealt out that only a result has.
///
/// # Errors
/// When there are fewer dossiers of the right kind than wanted.
pub(super) fn deal_endings(wishes: &mut [Wish], targets: &Targets) -> Result<(), Error> {
    let is_early = |wish: &Wish| wish.fate.outcome == Outcome::Early && wish.fate.origin == Origin::InPeriod;
    take(wishes, Course::Withdrawal, targets.withdrawals, is_early)?;
    take(wishes, Course::Stop, targets.stops, is_early)
}

/// Deals the other courses out among the dossiers that are resolved inside the period.
///
/// # Errors
/// When there are fewer dossiers of the right kind than wanted.
pub(super) fn deal(wishes: &mut [Wish], targets: &Targets) -> Result<(), Error> {
    take(wishes, Course::Extension, targets.extensions, |wish| wish.fate.outcome == Outcome::Late)?;
    // What needs a certain kind of dossier chooses first.
    take(wishes, Course::Forward, targets.forwards, |wish| wish.channel == Channel::Counter && is_in_time(wish))?;
    for (course, count) in [
        (Course::Supplement, targets.supplements),
        (Course::TwoSteps, targets.two_steps),
        (Course::Fee, targets.fees),
        (Course::Charge, targets.charges),
        (Course::Opinion, targets.opinions),
        (Course::Correction, targets.corrections),
        (Course::Kept, targets.kept),
        (Course::Recall, targets.recalls),
        (Course::Move, targets.moves),
    ] {
        take(wishes, course, count, is_in_time)?;
    }
    Ok(())
}

fn take(wishes: &mut [Wish], course: Course, count: u32, fits: impl Fn(&Wish) -> bool) -> Result<(), Error> {
    let mut left = count;
    for wish in wishes.iter_mut().filter(|wish| wish.course == Course::Ordinary && fits(wish)) {
        if left == 0 {
            break;
        }
        wish.course = course;
        left -= 1;
    }
    match left {
        0 => Ok(()),
        _ => Err(Error::Inconsistent(vec![format!("{left} of {count} dossiers cannot take the course {course:?}")])),
    }
}

fn is_in_time(wish: &Wish) -> bool {
    wish.fate.outcome != Outcome::Late && wish.fate.origin == Origin::InPeriod
}
