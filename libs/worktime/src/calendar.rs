//! The working calendar of an office: its weekly hours, holidays, half-days and make-up Saturdays.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Longest accepted run of days without work; a longer one is taken for a broken calendar.
pub(crate) const MAX_CLOSURE_DAYS: u32 = 366;

/// An interval of opening hours within one day, in local time and whole minutes; written `"07:00"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Span {
    /// The first moment the office is open.
    #[serde(with = "hh_mm")]
    pub from: NaiveTime,
    /// The moment it closes; work finished at this moment is finished in time.
    #[serde(with = "hh_mm")]
    pub to: NaiveTime,
}

/// One version of an office's working calendar.
///
/// Holidays are published year by year (Labour Code 2019, Articles 111 and 112), so the calendar is
/// data, loaded several years ahead. The arithmetic expects a calendar that passes
/// [`Calendar::validate`]; with any other it ends without a panic, but its results are meaningless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Calendar {
    /// Identifies the calendar, e.g. `office-hours`.
    pub code: String,
    /// Version of the calendar; a due date is recounted with the version it was counted with.
    pub version: u32,
    /// First local date that is covered.
    pub valid_from: NaiveDate,
    /// Last local date that is covered.
    pub valid_to: NaiveDate,
    /// Opening time by weekday, Monday first; an empty day is off.
    pub week: [Vec<Span>; 7],
    /// Local dates that differ from their weekday.
    #[serde(default)]
    pub overrides: BTreeMap<NaiveDate, Day>,
}

/// How one date differs from its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Day {
    /// A holiday or a day off in lieu (Labour Code 2019, Articles 111 and 112).
    Off {
        /// Name of the holiday, shown to citizens.
        reason: String,
    },
    /// A make-up Saturday, a half-day or other changed hours.
    Working {
        /// Opening time of this date.
        spans: Vec<Span>,
        /// Why the hours differ, shown to citizens.
        reason: String,
    },
}

/// What kind of day a date is: why the office works on it, or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DayKind {
    /// A working weekday like any other.
    Ordinary,
    /// A weekday on which the office never works.
    Weekend,
    /// Off by an override.
    Holiday {
        /// Name of the holiday.
        reason: String,
    },
    /// Working by an override, although its weekday is off.
    MakeUp {
        /// Which day it makes up for.
        reason: String,
    },
    /// Working like its weekday, but with other hours.
    ChangedHours {
        /// Why the hours differ.
        reason: String,
    },
    /// The calendar does not cover the day.
    OutsideCalendar,
}

impl Calendar {
    /// Monday to Friday, 07:00–11:30 and 13:30–17:00 local time, without holidays; covers both dates.
    ///
    /// The hours of a live province, used as a default (decision); each province sets its own.
    #[must_use]
    pub fn office_hours(code: &str, version: u32, from: NaiveDate, to: NaiveDate) -> Calendar {
        let day = vec![
            Span { from: clock_time(7, 0), to: clock_time(11, 30) },
            Span { from: clock_time(13, 30), to: clock_time(17, 0) },
        ];
        Calendar {
            code: code.to_owned(),
            version,
            valid_from: from,
            valid_to: to,
            week: std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { Vec::new() }),
            overrides: BTreeMap::new(),
        }
    }

    /// Whether a local date lies within the validity.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.valid_from..=self.valid_to).contains(&day)
    }

    /// The opening time of a local date, in order; empty when off or not covered.
    #[must_use]
    pub fn spans(&self, day: NaiveDate) -> &[Span] {
        if !self.covers(day) {
            return &[];
        }
        match self.overrides.get(&day) {
            Some(Day::Off { .. }) => &[],
            Some(Day::Working { spans, .. }) => spans,
            None => self.weekday(day),
        }
    }

    /// Whether the office opens on a local date.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        !self.spans(day).is_empty()
    }

    /// The local time the office opens on a date, if it does.
    #[must_use]
    pub fn opening(&self, day: NaiveDate) -> Option<NaiveTime> {
        self.spans(day).first().map(|span| span.from)
    }

    /// The local time the office closes for the day, if it opens at all.
    #[must_use]
    pub fn closing(&self, day: NaiveDate) -> Option<NaiveTime> {
        self.spans(day).last().map(|span| span.to)
    }

    /// What kind of day a local date is, by the weekly hours and the overrides.
    #[must_use]
    pub fn day_kind(&self, day: NaiveDate) -> DayKind {
        if !self.covers(day) {
            return DayKind::OutsideCalendar;
        }
        let weekend = self.weekday(day).is_empty();
        match self.overrides.get(&day) {
            Some(Day::Off { reason }) => DayKind::Holiday { reason: reason.clone() },
            Some(Day::Working { reason, .. }) if weekend => DayKind::MakeUp { reason: reason.clone() },
            Some(Day::Working { reason, .. }) => DayKind::ChangedHours { reason: reason.clone() },
            None if weekend => DayKind::Weekend,
            None => DayKind::Ordinary,
        }
    }

    /// Fails for a local date outside the validity.
    pub(crate) fn require(&self, day: NaiveDate) -> Result<(), Error> {
        if self.covers(day) { Ok(()) } else { Err(Error::OutsideCalendar { day }) }
    }

    /// The next local date, which has to be covered too.
    pub(crate) fn day_after(&self, day: NaiveDate) -> Result<NaiveDate, Error> {
        let next = day.succ_opt().ok_or(Error::OutsideCalendar { day })?;
        self.require(next)?;
        Ok(next)
    }

    fn weekday(&self, day: NaiveDate) -> &[Span] {
        let index = day.weekday().num_days_from_monday() as usize;
        self.week.get(index).map_or(&[], Vec::as_slice)
    }
}

/// A constant time of day; midnight for an hour or minute that does not exist.
pub(crate) const fn clock_time(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// Serialises a time of day as `HH:MM`, nothing shorter or longer.
mod hh_mm {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const FORMAT: &str = "%H:%M";

    pub fn serialize<S: Serializer>(time: &NaiveTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.format(FORMAT))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        match NaiveTime::parse_from_str(&text, FORMAT) {
            // chrono also reads `7:5`; a calendar is compared as text, so only one spelling counts.
            Ok(time) if time.format(FORMAT).to_string() == text => Ok(time),
            _ => Err(D::Error::custom(format!("{text:?} is not a time of day HH:MM"))),
        }
    }
}
