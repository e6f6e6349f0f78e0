//! Where in the year a wish comes true: a procedure, a day and a moment for each command.

mod ways;

use std::ops::RangeInclusive;

use rand::RngExt;
use rand::rngs::StdRng;

use super::courses::{Course, middle};
use super::days::{Days, Moment, PER_DAY};
use super::lives::{Command, Life};
use super::pool::{Offer, Pool};
use super::text::REFUSALS;
use super::timing::{Arrivals, between, on_day};
use super::wishes::Wish;
use super::{Channel, Error, Origin, Outcome, Verb};

/// Draws per wish before the plan gives up; an ordinary wish needs two or three.
const TRIES: usize = 2_000;
/// Working days a late dossier is late at most.
const LATEST: usize = 6;

type Commands = Vec<Command>;

/// Finds a place for wishes.
pub(super) struct Schedule<'p, 'c> {
    days: &'p Days,
    pool: &'p Pool<'c>,
    resolved: Arrivals,
    open: Arrivals,
    paused: Arrivals,
    overdue: Arrivals,
    carried_over: Arrivals,
    before: Arrivals,
    anywhere: Arrivals,
}

impl<'p, 'c> Schedule<'p, 'c> {
    pub(super) fn new(days: &'p Days, pool: &'p Pool<'c>) -> Self {
        let (first, last) = (days.first, days.last);
        Self {
            days,
            pool,
            resolved: Arrivals::resolved(days),
            open: Arrivals::open(days),
            paused: Arrivals::any(days, last - 15..=last - 2),
            overdue: Arrivals::any(days, last - 30..=last - 1),
            carried_over: Arrivals::carried_over(days),
            before: Arrivals::any(days, first - 50..=first - 2),
            anywhere: Arrivals::any(days, first - 30..=last),
        }
    }

    /// A life for the wish.
    pub(super) fn place(&self, wish: Wish, rng: &mut StdRng) -> Result<Life<'p, 'c>, Error> {
        (0..TRIES).find_map(|_| self.attempt(wish, rng)).ok_or(Error::NoRoom {
            origin: wish.fate.origin,
            outcome: wish.fate.outcome,
            channel: wish.channel,
        })
    }

    fn attempt(&self, wish: Wish, rng: &mut StdRng) -> Option<Life<'p, 'c>> {
        let accepted = self.acceptance(wish, rng);
        let (offer, tail) = match wish.fate.outcome {
            Outcome::Early | Outcome::OnTime | Outcome::Late => self.resolved(wish, accepted, rng)?,
            Outcome::Open => self.unfinished(wish, accepted, self.days.last + 1..=usize::MAX, rng)?,
            Outcome::Overdue => {
                let due = self.days.last - 12..=self.days.last - 1;
                self.unfinished(wish, accepted, due, rng)?
            }
            Outcome::Paused => self.paused(wish, accepted, rng)?,
            Outcome::Refused | Outcome::Waiting | Outcome::TakenBack => self.turned_away(wish, accepted, rng)?,
        };
        let mut commands = arrival(wish, accepted, rng);
        commands.extend(tail);
        let mistaken_for = match wish.course {
            Course::Correction => Some(self.pool.sibling(offer, rng)?),
            _ => None,
        };
        Some(Life { wish, offer, mistaken_for, commands })
    }

    fn acceptance(&self, wish: Wish, rng: &mut StdRng) -> Moment {
        let arrivals = match (wish.fate.origin, wish.fate.outcome) {
            (Origin::CarriedOver, _) => &self.carried_over,
            (Origin::Before, _) => &self.before,
            (Origin::Uncounted, _) => &self.anywhere,
            (Origin::InPeriod, Outcome::Open) => &self.open,
            (Origin::InPeriod, Outcome::Paused) => &self.paused,
            (Origin::InPeriod, Outcome::Overdue) => &self.overdue,
            (Origin::InPeriod, _) => &self.resolved,
        };
        let day = arrivals.draw(rng);
        // Whoever hands in at a window is accepted one slot later the same day.
        let opening = usize::from(wish.channel != Channel::Online);
        Moment::new(day, rng.random_range(opening..PER_DAY))
    }

    /// The last moment a dossier may have.
    fn end(&self, origin: Origin) -> Moment {
        let day = match origin {
            Origin::Before => self.days.first - 1,
            Origin::CarriedOver | Origin::InPeriod | Origin::Uncounted => self.days.last,
        };
        Moment::new(day, PER_DAY - 1)
    }

    /// Days on which finishing makes the wish come true, when the due date moves by `pause` days.
    fn finish(&self, wish: Wish, accepted: Moment, offer: &Offer, pause: usize) -> Option<RangeInclusive<usize>> {
        let due = self.days.due(accepted, offer.term.limit)? + pause;
        let first = match (wish.fate.origin, pause) {
            (Origin::CarriedOver, _) => self.days.first,
            (_, 0) => accepted.day(),
            // Asked at the earliest on the day after acceptance, answered `pause` days later.
            (_, days) => accepted.day() + 1 + days,
        };
        let (from, to) = match wish.fate.outcome {
            Outcome::Early => (first, due.checked_sub(1)?),
            Outcome::OnTime => (first.max(due), due),
            Outcome::Late => (first.max(due + 1), due + LATEST),
            Outcome::Open
            | Outcome::Paused
            | Outcome::Overdue
            | Outcome::Refused
            | Outcome::Waiting
            | Outcome::TakenBack => return None,
        };
        let to = to.min(self.end(wish.fate.origin).day());
        (from <= to).then_some(from..=to)
    }

    /// An offer under which the wish can come true, and a day to finish on.
    fn offer(&self, wish: Wish, accepted: Moment, pause: usize, rng: &mut StdRng) -> Option<(&'p Offer<'c>, usize)> {
        let fits = |offer: &Offer| wish.course.fits(offer) && self.finish(wish, accepted, offer, pause).is_some();
        let offer = self.pool.pick(wish.channel, fits, rng)?;
        Some((offer, rng.random_range(self.finish(wish, accepted, offer, pause)?)))
    }

    /// A moment to ask for papers: after the day of acceptance and before `due`, in the first days.
    fn asking(&self, accepted: Moment, due: usize, rng: &mut StdRng) -> Option<Moment> {
        let from = accepted.day() + 1;
        let to = due.min(from + 4).min(self.days.last + 1);
        if from >= to {
            return None;
        }
        Some(Moment::new(rng.random_range(from..to), rng.random_range(1..PER_DAY)))
    }

    fn issue(&self, wish: Wish, day: usize, after: Moment, gap: usize, rng: &mut StdRng) -> Option<Moment> {
        let end = self.end(wish.fate.origin);
        let rest = 1 + usize::from(wish.rating.is_some());
        on_day(day, after, gap, end.earlier(rest), rng)
    }

    /// Issue, return and perhaps a rating; `issued` leaves room for all.
    fn ending(&self, wish: Wish, issued: Moment, rng: &mut StdRng) -> Commands {
        let end = self.end(wish.fate.origin);
        let rated = usize::from(wish.rating.is_some());
        let room = issued.slots_to(end.earlier(rated)).max(1);
        let returned = issued.later(rng.random_range(1..=room.min(25)));
        let mut commands = vec![(issued, Verb::Issue), (returned, Verb::Return)];
        if let Some(score) = wish.rating {
            // At the window the device stands ready; anywhere else it takes a while.
            let patience = if wish.channel == Channel::Counter { 2 } else { 15 };
            let room = returned.slots_to(end).max(1);
            let rated = returned.later(rng.random_range(1..=room.min(patience)));
            commands.push((rated, Verb::Rate { score }));
        }
        commands
    }

    /// An open dossier that has come to rest somewhere on its way and falls due within `due`.
    fn unfinished(
        &self,
        wish: Wish,
        accepted: Moment,
        due: RangeInclusive<usize>,
        rng: &mut StdRng,
    ) -> Option<(&'p Offer<'c>, Commands)> {
        let fits = |offer: &Offer| {
            let day = self.days.due(accepted, offer.term.limit);
            day.is_some_and(|day| due.contains(&day))
        };
        let offer = self.pool.pick(wish.channel, fits, rng)?;
        let verbs = middle(offer, wish.granted);
        let end = self.end(wish.fate.origin);
        let done = rng.random_range(0..=verbs.len()).min(accepted.slots_to(end));
        let moments = between(accepted, end.later(1), done, rng)?;
        Some((offer, moments.into_iter().zip(verbs).collect()))
    }

    /// An open dossier that waits for its papers.
    fn paused(&self, wish: Wish, accepted: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        let offer = self.pool.pick(wish.channel, |offer| Course::Supplement.fits(offer), rng)?;
        let due = self.days.due(accepted, offer.term.limit)?;
        let asked = self.asking(accepted, due, rng)?;
        Some((offer, self.holding(Course::Supplement, offer, accepted, asked, rng)?))
    }

    /// A submission that is refused at intake, taken back, or that nobody answers.
    fn turned_away(&self, wish: Wish, at: Moment, rng: &mut StdRng) -> Option<(&'p Offer<'c>, Commands)> {
        let offer = self.pool.pick(wish.channel, |_| true, rng)?;
        let answer = match wish.fate.outcome {
            Outcome::Refused => {
                let reason = REFUSALS[rng.random_range(0..REFUSALS.len())].to_owned();
                Some(Verb::Refuse { reason })
            }
            Outcome::TakenBack => Some(Verb::Withdraw),
            _ => None,
        };
        Some((offer, answer.map(|verb| (at, verb)).into_iter().collect()))
    }
}

/// Handing in and accepting. Online submissions wait up to one working day; at a window the answer comes in the next
/// slot. What is accepted outside the territory is on its way for some hours, and then received.
fn arrival(wish: Wish, accepted: Moment, rng: &mut StdRng) -> Commands {
    let sent_on = accepted.earlier(match wish.course {
        Course::Forward => rng.random_range(2..=8),
        _ => 0,
    });
    let submitted = sent_on.earlier(match wish.channel {
        Channel::Online => rng.random_range(1..=PER_DAY),
        Channel::Counter | Channel::Post => 1,
    });
    let mut commands = vec![(submitted, Verb::Submit)];
    if wish.fate.origin != Origin::Uncounted {
        commands.push((sent_on, Verb::Accept));
    }
    if wish.course == Course::Forward {
        commands.push((accepted, Verb::Receive));
    }
    commands
}
