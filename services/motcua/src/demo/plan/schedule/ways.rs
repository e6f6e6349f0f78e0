//! The way of a resolved dossier from its acceptance to its end, course by course.

use chrono::NaiveDate;
use rand::RngExt;
use rand::rngs::StdRng;

use super::{Commands, Schedule};
use crate::demo::plan::courses::{Course, middle, work_steps};
use crate::demo::plan::days::{Moment, PER_DAY};
use crate::demo::plan::pool::Offer;
use crate::demo::plan::text::MOVES;
use crate::demo::plan::timing::{between, on_day};
use crate::demo::plan::wishes::Wish;
use crate::demo::plan::{Cause, Verb};

/// How many days citizens have to bring papers.
const PATIENCE: chrono::Days = chrono::Days::new(90);
/// How many working days those have who never bring them.
const LITTLE_PATIENCE: usize = 3;

impl<'p, 'c> Schedule<'p, 'c> {
    /// The way of a dossier that is resolved inside the period.
    pub(super) fn resolved(&self, wish: Wish, accepted: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        match wish.course {
            Course::Supplement | Course::Fee => self.interrupted(wish, accepted, rng),
            Course::Withdrawal => self.withdrawn(wish, accepted, rng),
            Course::Stop => self.stopped(wish, accepted, rng),
            Course::Extension => self.extended(wish, accepted, rng),
            Course::Ordinary
            | Course::Charge
            | Course::TwoSteps
            | Course::Opinion
            | Course::Correction
            | Course::Kept
            | Course::Recall
            | Course::Forward
            | Course::Move => self.straight(wish, accepted, rng),
        }
    }

    /// Work, decision, issue, return, and what the course puts in between; the clock never stops.
    fn straight(&self, wish: Wish, accepted: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        let (offer, day) = self.offer(wish, accepted, 0, rng)?;
        let due = self.days.due(accepted, offer.term.limit)?;
        let verbs = self.verbs(wish, offer, due, rng)?;
        // A fee is paid, and a mistake found, while the applicant still stands at the window.
        let at_once = match wish.course {
            Course::Correction => Some((accepted.later(1), Verb::Correct)),
            Course::Charge => Some((accepted.later(1), Verb::PayCharge)),
            _ => None,
        };
        let begins = at_once.as_ref().map_or(accepted, |(at, _)| *at);
        let issued = self.issue(wish, day, begins, verbs.len(), rng)?;
        let moments = between(begins, issued, verbs.len(), rng)?;
        let asked = verbs.iter().position(|verb| matches!(verb, Verb::AskOpinion { .. }));
        if asked.is_some_and(|asked| moments[asked].day() >= due) {
            // Who is asked must have a day to answer.
            return None;
        }
        let mut commands: Commands = at_once.into_iter().chain(moments.into_iter().zip(verbs)).collect();
        commands.extend(self.ending(wish, issued, rng));
        Some((offer, commands))
    }

    fn verbs(&self, wish: Wish, offer: &Offer, due: usize, rng: &mut StdRng) -> Option<Vec<Verb>> {
        let step = work_steps(offer).next()?;
        let mut verbs = middle(offer, wish.granted);
        match wish.course {
            Course::Opinion => {
                let until = self.days.date(due)?;
                let unit = self.pool.unit_elsewhere(&offer.procedure.agency, rng)?.to_owned();
                verbs.splice(1..1, [Verb::AskOpinion { step, unit, until }, Verb::TakeOpinion, Verb::GiveOpinion]);
            }
            Course::Kept => drop(verbs.splice(1..1, [Verb::Withdraw, Verb::Keep])),
            Course::Recall => {
                let again = verbs.clone();
                verbs.extend([Verb::Issue, Verb::Recall]);
                verbs.extend(again);
            }
            Course::Move => {
                let [from, to] = offer.divisions?.map(str::to_owned);
                let reason = MOVES[rng.random_range(0..MOVES.len())].to_owned();
                // Half of them lie in the queue still; of the others the claim is given back.
                let claimed = rng.random_bool(0.5).then_some(Verb::Claim { step });
                drop(verbs.splice(0..0, claimed.into_iter().chain([Verb::Move { from, to, reason }])));
            }
            _ => {}
        }
        Some(verbs)
    }

    /// The clock stands between question and answer: at the same time of day, whole working days apart.
    fn interrupted(&self, wish: Wish, accepted: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        let pause = rng.random_range(2..=8);
        let (offer, day) = self.offer(wish, accepted, pause, rng)?;
        let due = self.days.due(accepted, offer.term.limit)?;
        let asked = self.asking(accepted, due.min(day - pause + 1), rng)?;
        let answered = asked.later(pause * PER_DAY);
        let issued = self.issue(wish, day, answered, 2, rng)?;
        let (step, granted) = (work_steps(offer).next()?, wish.granted);
        let mut commands = self.holding(wish.course, offer, accepted, asked, rng)?;
        commands.push((answered, if wish.course == Course::Fee { Verb::PayFee } else { Verb::Supplement }));
        let verbs = [Verb::Complete { step }, Verb::Approve { granted }];
        commands.extend(between(answered, issued, 2, rng)?.into_iter().zip(verbs));
        commands.extend(self.ending(wish, issued, rng));
        Some((offer, commands))
    }

    /// The office apologises in time and is late nevertheless, but not later than it then promised.
    fn extended(&self, wish: Wish, accepted: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        let (offer, day) = self.offer(wish, accepted, 0, rng)?;
        let due = self.days.due(accepted, offer.term.limit)?;
        let (step, granted) = (work_steps(offer).next()?, wish.granted);
        let closing = Moment::new(due, PER_DAY);
        let [claimed, apologised] = *between(accepted, closing, 2, rng)? else { return None };
        let issued = self.issue(wish, day, closing, 2, rng)?;
        let verbs = [Verb::Complete { step }, Verb::Approve { granted }];
        let promised_on = self.days.date(day + 1)?;
        let mut commands = vec![(claimed, Verb::Claim { step }), (apologised, Verb::Extend { promised_on })];
        commands.extend(between(apologised, issued, 2, rng)?.into_iter().zip(verbs));
        commands.extend(self.ending(wish, issued, rng));
        Some((offer, commands))
    }

    /// The applicant wants it back, and the leader agrees.
    fn withdrawn(&self, wish: Wish, accepted: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        let (offer, day) = self.offer(wish, accepted, 0, rng)?;
        let step = work_steps(offer).next()?;
        let verbs = [Verb::Claim { step }, Verb::Withdraw];
        let ended = self.issue(wish, day, accepted, verbs.len(), rng)?;
        let moments = between(accepted, ended, verbs.len(), rng)?;
        let mut commands: Commands = moments.into_iter().zip(verbs).collect();
        commands.push((ended, Verb::Stop { cause: Cause::Withdrawn }));
        Some((offer, commands))
    }

    /// The papers asked for never come; after their last day the leader ends it.
    fn stopped(&self, wish: Wish, accepted: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        let (offer, day) = self.offer(wish, accepted, 0, rng)?;
        let first = day.checked_sub(LITTLE_PATIENCE)?;
        let asked = self.asking(accepted, first, rng)?;
        let ended = on_day(day, asked, 0, self.end(wish.fate.origin), rng)?;
        let mut commands = self.holding(wish.course, offer, accepted, asked, rng)?;
        commands.push((ended, Verb::Stop { cause: Cause::SupplementOverdue }));
        Some((offer, commands))
    }

    /// An officer takes the step and stops the clock.
    pub(super) fn holding(
        &self,
        course: Course,
        offer: &Offer,
        accepted: Moment,
        asked: Moment,
        rng: &mut StdRng,
    ) -> Option<Commands> {
        let step = work_steps(offer).next()?;
        let claimed = between(accepted, asked, 1, rng)?;
        let mut commands: Commands = claimed.into_iter().map(|at| (at, Verb::Claim { step })).collect();
        let verb = match course {
            Course::Fee => Verb::RequireFee { step },
            Course::Stop => {
                let until = self.days.date(asked.day() + LITTLE_PATIENCE - 1)?;
                Verb::RequestSupplement { step, until }
            }
            _ => {
                let until = self.days.date(asked.day())?.checked_add_days(PATIENCE).unwrap_or(NaiveDate::MAX);
                Verb::RequestSupplement { step, until }
            }
        };
        commands.push((asked, verb));
        Some(commands)
    }
}
