//! The chain of commands a life consists of, before anybody is named for them.

use super::days::Moment;
use super::pool::Offer;
use super::{Verb, wishes::Wish};
use crate::demo::seed::{LimitUnit, StepKind};

/// A dossier with its procedure and its moments.
pub(super) struct Life<'p, 'c> {
    pub(super) wish: Wish,
    pub(super) offer: &'p Offer<'c>,
    /// Commands in order.
    pub(super) commands: Vec<(Moment, Verb)>,
}

/// Numbers of the work steps of an offer.
pub(super) fn work_steps<'o>(offer: &'o Offer) -> impl Iterator<Item = u8> + 'o {
    offer.term.steps.iter().filter(|step| step.kind == StepKind::Work).map(|step| step.number)
}

/// What happens between acceptance and issue in a life without a supplement.
pub(super) fn middle(offer: &Offer, granted: bool) -> Vec<Verb> {
    work_steps(offer)
        .flat_map(|step| [Verb::Claim { step }, Verb::Complete { step }])
        .chain([Verb::Approve { granted }])
        .collect()
}

/// Whether a life of this offer can take a supplement: only whole working days move a due date without doubt.
pub(super) fn can_pause(offer: &Offer) -> bool {
    let limit = offer.term.limit;
    offer.works == 1 && limit.unit == LimitUnit::WorkingDay && limit.amount >= 3
}
