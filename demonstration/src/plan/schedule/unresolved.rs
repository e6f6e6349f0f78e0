//! The actions of a dossier that is open at the end of the period, or never accepted.

use std::ops::RangeInclusive;

use rand::RngExt;
use rand::rngs::StdRng;

use crate::plan::action::ActionKind;
use crate::plan::day_weights::between;
use crate::plan::model::EndState;
use crate::plan::offers::Offer;
use crate::plan::reasons::REFUSAL_REASONS;
use crate::plan::scenario::{Scenario, work_and_decision};
use crate::plan::scheduler::Scheduler;
use crate::plan::spec::DossierSpec;
use crate::plan::timeline::TimedAction;
use crate::plan::working_days::Moment;

type Placed<'p, 'c> = (&'p Offer<'c>, Vec<TimedAction>);

/// Open and not yet due.
pub(super) fn open<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    unfinished(scheduler, spec, accepted, scheduler.days.last + 1..=usize::MAX, rng)
}

/// Open and past due.
pub(super) fn overdue<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let due = scheduler.days.last - 12..=scheduler.days.last - 1;
    unfinished(scheduler, spec, accepted, due, rng)
}

/// Stops after any of its actions; falls due within `due`.
fn unfinished<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    due: RangeInclusive<usize>,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let fits = |offer: &Offer| scheduler.due(accepted, offer).is_some_and(|day| due.contains(&day));
    let offer = scheduler.offers.pick(spec.channel, fits, rng)?;
    let kinds = work_and_decision(offer, spec.granted);
    let end = scheduler.end(spec.expected.origin);
    let done = rng.random_range(0..=kinds.len()).min(accepted.slots_to(end));
    let moments = between(accepted, end.later(1), done, rng)?;
    Some((offer, moments.into_iter().zip(kinds).collect()))
}

/// Waits for a supplement.
pub(super) fn paused<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    accepted: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let offer = scheduler.offers.pick(spec.channel, |offer| Scenario::Supplement.fits(offer), rng)?;
    let due = scheduler.due(accepted, offer)?;
    let paused = scheduler.supplement_request(accepted, due, rng)?;
    Some((offer, scheduler.pause(Scenario::Supplement, offer, accepted, paused, rng)?))
}

/// Refused at intake, withdrawn before its acceptance, or never answered.
pub(super) fn never_accepted<'p, 'c>(
    scheduler: &Scheduler<'p, 'c>,
    spec: DossierSpec,
    at: Moment,
    rng: &mut StdRng,
) -> Option<Placed<'p, 'c>> {
    let offer = scheduler.offers.pick(spec.channel, |_| true, rng)?;
    let answer = match spec.expected.end_state {
        EndState::Refused => {
            let reason = REFUSAL_REASONS[rng.random_range(0..REFUSAL_REASONS.len())].to_owned();
            Some(ActionKind::Refuse { reason })
        }
        EndState::WithdrawnEarly => Some(ActionKind::Withdraw),
        _ => None,
    };
    Some((offer, answer.map(|kind| (at, kind)).into_iter().collect()))
}
