//! The plan's own table of working days and slots, and its own due-date arithmetic.
//!
//! Nothing here comes from the seed calendar or from the platform, so that each checks the other.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::error::Error;
use super::model::Period;
use crate::seed::{Limit, LimitUnit};

/// Slots of a working day, local time. Every action is at one of them; none is at opening, closing or the 15:00 cutoff.
pub(super) const SLOTS: [NaiveTime; 10] = [
    time(7, 30),
    time(8, 15),
    time(9, 0),
    time(9, 45),
    time(10, 30),
    time(11, 15),
    time(13, 40),
    time(14, 15),
    time(14, 55),
    time(15, 45),
];

/// Number of slots of a day.
pub(super) const SLOTS_PER_DAY: usize = SLOTS.len();

/// The last slot before 15:00; a same-day limit that starts later ends on the next working day.
const LAST_BEFORE_CUTOFF: usize = 8;

/// The period of the review.
pub(super) const REVIEW_PERIOD: Period = Period { from: date(2021, 12, 15), to: date(2022, 12, 14) };

const FIRST: NaiveDate = date(2021, 9, 1);
const LAST: NaiveDate = date(2022, 12, 31);

/// Weekdays off between the first and the last day of the table.
const DAYS_OFF: [NaiveDate; 13] = [
    date(2021, 9, 2),
    date(2021, 9, 3),
    date(2022, 1, 3),
    date(2022, 1, 31),
    date(2022, 2, 1),
    date(2022, 2, 2),
    date(2022, 2, 3),
    date(2022, 2, 4),
    date(2022, 4, 11),
    date(2022, 5, 2),
    date(2022, 5, 3),
    date(2022, 9, 1),
    date(2022, 9, 2),
];

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such day"),
    }
}

const fn time(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => panic!("no such time"),
    }
}

/// A slot of a working day, counted from the first slot of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(usize);

impl Moment {
    pub(super) fn new(day: usize, slot: usize) -> Self {
        Self(day * SLOTS_PER_DAY + slot)
    }

    pub(super) fn day(self) -> usize {
        self.0 / SLOTS_PER_DAY
    }

    pub(super) fn slot(self) -> usize {
        self.0 % SLOTS_PER_DAY
    }

    pub(super) fn later(self, slots: usize) -> Self {
        Self(self.0 + slots)
    }

    pub(super) fn earlier(self, slots: usize) -> Self {
        Self(self.0.saturating_sub(slots))
    }

    /// Slots from this moment to a later one.
    pub(super) fn slots_to(self, later: Self) -> usize {
        later.0.saturating_sub(self.0)
    }
}

/// The working days, numbered from 0.
#[derive(Debug)]
pub(super) struct WorkingDays {
    dates: Vec<NaiveDate>,
    /// Number of the first working day of the period.
    pub(super) first: usize,
    /// Number of the last working day of the period.
    pub(super) last: usize,
}

impl WorkingDays {
    /// The table from September 2021 to the end of 2022.
    pub(super) fn new() -> Self {
        let dates: Vec<NaiveDate> =
            FIRST.iter_days().take_while(|day| *day <= LAST).filter(|day| is_working_day(*day)).collect();
        let first = dates.partition_point(|day| *day < REVIEW_PERIOD.from);
        let last = dates.partition_point(|day| *day <= REVIEW_PERIOD.to).saturating_sub(1);
        Self { dates, first, last }
    }

    /// The date of a working day.
    pub(super) fn date(&self, day: usize) -> Option<NaiveDate> {
        self.dates.get(day).copied()
    }

    /// The local time of a moment.
    pub(super) fn at(&self, moment: Moment) -> Result<NaiveDateTime, Error> {
        let day = self.date(moment.day()).ok_or(Error::OutsideTable)?;
        let slot = SLOTS.get(moment.slot()).ok_or(Error::OutsideTable)?;
        Ok(day.and_time(*slot))
    }

    /// The working day a dossier is due on; it may lie behind the end of the table. `None` for the units that the plan
    /// avoids.
    pub(super) fn due(&self, accepted: Moment, limit: Limit) -> Option<usize> {
        let amount = usize::try_from(limit.amount).ok()?;
        match limit.unit {
            // The day of acceptance does not count.
            LimitUnit::WorkingDay => Some(accepted.day() + amount),
            LimitUnit::SameDay => Some(accepted.day() + usize::from(accepted.slot() > LAST_BEFORE_CUTOFF)),
            LimitUnit::Day => {
                let days = chrono::Days::new(u64::from(limit.amount));
                let due = self.date(accepted.day())?.checked_add_days(days)?;
                Some(self.at_or_after(due))
            }
            LimitUnit::WorkingHour | LimitUnit::Month => None,
        }
    }

    /// The first working day that is not before a date.
    fn at_or_after(&self, date: NaiveDate) -> usize {
        self.dates.partition_point(|day| *day < date)
    }
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !DAYS_OFF.contains(&day)
}
