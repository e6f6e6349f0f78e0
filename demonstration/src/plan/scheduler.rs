//! Draws the parts of a timeline: the acceptance, a fitting offer, the days to finish on, pauses and the end.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use motcua_contracts::Channel;
use rand::RngExt;
use rand::rngs::StdRng;

use super::action::ActionKind;
use super::day_weights::{DayWeights, between, on_day};
use super::model::{EndState, Origin};
use super::offers::{Offer, ProcedureOffers};
use super::scenario::{Scenario, work_steps};
use super::spec::DossierSpec;
use super::timeline::TimedAction;
use super::working_days::{Moment, SLOTS_PER_DAY, WorkingDays};

/// Working days a late dossier is late at most.
const LATEST: usize = 6;
/// Calendar days applicants have for a supplement.
const SUPPLEMENT_DAYS: chrono::Days = chrono::Days::new(90);
/// Working days applicants have for a supplement that they miss.
pub(super) const MISSED_SUPPLEMENT_DAYS: usize = 3;

/// The working days, the offers, and the days of acceptance by kind of dossier.
pub(super) struct Scheduler<'p, 'c> {
    pub(super) days: &'p WorkingDays,
    pub(super) offers: &'p ProcedureOffers<'c>,
    resolved: DayWeights,
    open: DayWeights,
    paused: DayWeights,
    overdue: DayWeights,
    carried_over: DayWeights,
    finished_before: DayWeights,
    any_day: DayWeights,
}

impl<'p, 'c> Scheduler<'p, 'c> {
    pub(super) fn new(days: &'p WorkingDays, offers: &'p ProcedureOffers<'c>) -> Self {
        let (first, last) = (days.first, days.last);
        Self {
            days,
            offers,
            resolved: DayWeights::resolved(days),
            open: DayWeights::open(days),
            paused: DayWeights::any(days, last - 15..=last - 2),
            overdue: DayWeights::any(days, last - 30..=last - 1),
            carried_over: DayWeights::carried_over(days),
            finished_before: DayWeights::any(days, first - 50..=first - 2),
            any_day: DayWeights::any(days, first - 30..=last),
        }
    }

    /// The moment of acceptance; for a dossier that is never accepted, of the answer.
    pub(super) fn acceptance(&self, spec: DossierSpec, rng: &mut StdRng) -> Moment {
        let days = match (spec.expected.origin, spec.expected.end_state) {
            (Origin::CarriedOver, _) => &self.carried_over,
            (Origin::FinishedBefore, _) => &self.finished_before,
            (Origin::NeverAccepted, _) => &self.any_day,
            (Origin::InPeriod, EndState::Open) => &self.open,
            (Origin::InPeriod, EndState::Paused) => &self.paused,
            (Origin::InPeriod, EndState::Overdue) => &self.overdue,
            (Origin::InPeriod, _) => &self.resolved,
        };
        let day = days.draw(rng);
        // A submission at a window is accepted one slot later on the same day.
        let opening = usize::from(spec.channel != Channel::Online);
        Moment::new(day, rng.random_range(opening..SLOTS_PER_DAY))
    }

    /// The last moment a dossier may have.
    pub(super) fn end(&self, origin: Origin) -> Moment {
        let day = match origin {
            Origin::FinishedBefore => self.days.first - 1,
            Origin::CarriedOver | Origin::InPeriod | Origin::NeverAccepted => self.days.last,
        };
        Moment::new(day, SLOTS_PER_DAY - 1)
    }

    /// The working day a dossier is due on under the terms of an offer.
    pub(super) fn due(&self, accepted: Moment, offer: &Offer) -> Option<usize> {
        self.days.due(accepted, offer.term.limit)
    }

    /// Days on which the dossier can end in its expected state, when a pause moves the due date by `pause` days.
    fn finish(
        &self,
        spec: DossierSpec,
        accepted: Moment,
        offer: &Offer,
        pause: usize,
    ) -> Option<RangeInclusive<usize>> {
        let due = self.due(accepted, offer)? + pause;
        let first = match (spec.expected.origin, pause) {
            (Origin::CarriedOver, _) => self.days.first,
            (_, 0) => accepted.day(),
            // The pause begins at the earliest on the day after the acceptance.
            (_, days) => accepted.day() + 1 + days,
        };
        let (from, to) = match spec.expected.end_state {
            EndState::Early => (first, due.checked_sub(1)?),
            EndState::OnTime => (first.max(due), due),
            EndState::Late => (first.max(due + 1), due + LATEST),
            EndState::Open
            | EndState::Paused
            | EndState::Overdue
            | EndState::Refused
            | EndState::Unanswered
            | EndState::WithdrawnEarly => return None,
        };
        let to = to.min(self.end(spec.expected.origin).day());
        (from <= to).then_some(from..=to)
    }

    /// An offer under which the dossier can end in its expected state, and a day to finish on.
    pub(super) fn offer(
        &self,
        spec: DossierSpec,
        accepted: Moment,
        pause: usize,
        rng: &mut StdRng,
    ) -> Option<(&'p Offer<'c>, usize)> {
        let fits = |offer: &Offer| spec.scenario.fits(offer) && self.finish(spec, accepted, offer, pause).is_some();
        let offer = self.offers.pick(spec.channel, fits, rng)?;
        Some((offer, rng.random_range(self.finish(spec, accepted, offer, pause)?)))
    }

    /// A moment to ask for papers: in the first days after the day of acceptance, and before `due`.
    pub(super) fn supplement_request(&self, accepted: Moment, due: usize, rng: &mut StdRng) -> Option<Moment> {
        let from = accepted.day() + 1;
        let to = due.min(from + 4).min(self.days.last + 1);
        if from >= to {
            return None;
        }
        Some(Moment::new(rng.random_range(from..to), rng.random_range(1..SLOTS_PER_DAY)))
    }

    /// An officer claims the step and pauses the clock.
    pub(super) fn pause(
        &self,
        scenario: Scenario,
        offer: &Offer,
        accepted: Moment,
        paused: Moment,
        rng: &mut StdRng,
    ) -> Option<Vec<TimedAction>> {
        let step = work_steps(offer).next()?;
        let claimed = between(accepted, paused, 1, rng)?;
        let mut actions: Vec<_> = claimed.into_iter().map(|at| (at, ActionKind::Claim { step })).collect();
        let request = match scenario {
            Scenario::RequiredFee => ActionKind::RequireFee { step },
            Scenario::MissedSupplement => {
                let until = self.days.date(paused.day() + MISSED_SUPPLEMENT_DAYS - 1)?;
                ActionKind::RequestSupplement { step, until }
            }
            _ => {
                let until = self.days.date(paused.day())?.checked_add_days(SUPPLEMENT_DAYS).unwrap_or(NaiveDate::MAX);
                ActionKind::RequestSupplement { step, until }
            }
        };
        actions.push((paused, request));
        Some(actions)
    }

    /// A moment to issue the result on `day`, at least `gap` slots after `after`, that leaves room for what follows.
    pub(super) fn issue(
        &self,
        spec: DossierSpec,
        day: usize,
        after: Moment,
        gap: usize,
        rng: &mut StdRng,
    ) -> Option<Moment> {
        let end = self.end(spec.expected.origin);
        let following = 1 + usize::from(spec.rating.is_some());
        on_day(day, after, gap, end.earlier(following), rng)
    }

    /// Issue, return and perhaps a rating.
    pub(super) fn ending(&self, spec: DossierSpec, issued: Moment, rng: &mut StdRng) -> Vec<TimedAction> {
        let end = self.end(spec.expected.origin);
        let rated = usize::from(spec.rating.is_some());
        let room = issued.slots_to(end.earlier(rated)).max(1);
        let returned = issued.later(rng.random_range(1..=room.min(25)));
        let mut actions = vec![(issued, ActionKind::Issue), (returned, ActionKind::Return)];
        if let Some(score) = spec.rating {
            // Slots until the rating: the device stands at the window, other applicants rate later.
            let longest = if spec.channel == Channel::Counter { 2 } else { 15 };
            let room = returned.slots_to(end).max(1);
            let rated = returned.later(rng.random_range(1..=room.min(longest)));
            actions.push((rated, ActionKind::Rate { score }));
        }
        actions
    }
}
