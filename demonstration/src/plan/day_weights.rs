//! On which days dossiers are accepted, and which moments the actions between two others get.

use std::ops::RangeInclusive;

use chrono::{Datelike, Weekday};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::index;

use super::working_days::{Moment, SLOTS_PER_DAY, WorkingDays};

/// Working days before the end (or the start) of the period from which dossiers may still be open.
const BACKLOG_DAYS: usize = 24;

/// A weighted distribution over consecutive working days.
pub(super) struct DayWeights {
    first: usize,
    cumulative: Vec<f64>,
}

impl DayWeights {
    fn new(days: RangeInclusive<usize>, weight: impl Fn(usize) -> f64) -> Self {
        let mut total = 0.0;
        let first = *days.start();
        let cumulative = days
            .map(|day| {
                total += weight(day);
                total
            })
            .collect();
        Self { first, cumulative }
    }

    /// Draws a day.
    pub(super) fn draw(&self, rng: &mut StdRng) -> usize {
        let total = self.cumulative.last().copied().unwrap_or_default();
        if total <= 0.0 {
            return self.first;
        }
        let point = rng.random_range(0.0..total);
        self.first + self.cumulative.partition_point(|sum| *sum <= point)
    }

    /// Acceptance days of dossiers resolved inside the period.
    pub(super) fn resolved(days: &WorkingDays) -> Self {
        Self::new(days.first..=days.last, |day| seasonal_weight(days, day) * (1.0 - share_still_open(days.last, day)))
    }

    /// Acceptance days of dossiers still open at the end.
    pub(super) fn open(days: &WorkingDays) -> Self {
        Self::new(days.last - BACKLOG_DAYS..=days.last, |day| {
            seasonal_weight(days, day) * share_still_open(days.last, day)
        })
    }

    /// Acceptance days of dossiers still open at the start.
    pub(super) fn carried_over(days: &WorkingDays) -> Self {
        let eve = days.first - 1;
        Self::new(eve - BACKLOG_DAYS..=eve, |day| seasonal_weight(days, day) * share_still_open(eve, day))
    }

    /// Any day of a range.
    pub(super) fn any(days: &WorkingDays, range: RangeInclusive<usize>) -> Self {
        Self::new(range, |day| seasonal_weight(days, day))
    }
}

/// Share of a day's dossiers that is still open at the end of `last`.
fn share_still_open(last: usize, day: usize) -> f64 {
    let age = last.saturating_sub(day).min(BACKLOG_DAYS) as f64 / BACKLOG_DAYS as f64;
    1.0 - age * age
}

/// Mondays are busier than Fridays; January and February are quiet, spring and autumn are busy.
fn seasonal_weight(days: &WorkingDays, day: usize) -> f64 {
    let Some(date) = days.date(day) else {
        return 0.0;
    };
    let week = match date.weekday() {
        Weekday::Mon => 1.15,
        Weekday::Tue => 1.07,
        Weekday::Wed => 1.0,
        Weekday::Thu => 0.95,
        _ => 0.85,
    };
    let year = match date.month() {
        1 | 2 => 0.85,
        3..=5 | 10 | 11 => 1.05,
        _ => 1.0,
    };
    week * year
}

/// Draws `count` moments strictly between two, in order; `None` without room for them.
pub(super) fn between(from: Moment, to: Moment, count: usize, rng: &mut StdRng) -> Option<Vec<Moment>> {
    let room = from.slots_to(to).saturating_sub(1);
    if room < count {
        return None;
    }
    let mut slots = index::sample(rng, room, count).into_vec();
    slots.sort_unstable();
    Some(slots.into_iter().map(|slot| from.later(slot + 1)).collect())
}

/// Draws a moment on `day` that leaves `gap` slots after `after` and comes no later than `latest`.
pub(super) fn on_day(day: usize, after: Moment, gap: usize, latest: Moment, rng: &mut StdRng) -> Option<Moment> {
    let opening = Moment::new(day, 0);
    let low = after.later(gap + 1).max(opening);
    let high = latest.min(Moment::new(day, SLOTS_PER_DAY - 1));
    if low > high {
        return None;
    }
    Some(low.later(rng.random_range(0..=low.slots_to(high))))
}
