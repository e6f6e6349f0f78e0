//! The working calendar of an office: its weekly hours, holidays, half-days and make-up Saturdays.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::Error;

/// Longest run of days without work that is taken for a closure and not for a broken calendar.
pub(crate) const LONGEST_CLOSURE_DAYS: u32 = 366;

/// A stretch of opening time within one day, in local time and whole minutes; written `"07:00"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Span {
    /// The first moment the office is open.
    #[serde(with = "time_of_day")]
    pub from: NaiveTime,
    /// The moment it closes; work finished at this moment is finished in time.
    #[serde(with = "time_of_day")]
    pub to: NaiveTime,
}

/// One version of an office's working calendar.
///
/// Data, never code: holidays are published year by year, so load several years ahead. The
/// arithmetic expects a calendar that passes [`Calendar::validate`]; with any other it still ends
/// and does not panic, but its answers mean nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Calendar {
    /// Which calendar this is, e.g. `office-hours`.
    pub code: String,
    /// Which version of it; a due date is recounted with the version it was counted with.
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
    /// A holiday, also one in lieu.
    Off {
        /// Its name, shown to citizens.
        reason: String,
    },
    /// A make-up Saturday, a half-day or other changed hours.
    Working {
        /// Opening time of this date.
        spans: Vec<Span>,
        /// Its name, shown to citizens.
        reason: String,
    },
}

/// Why the office works on a day, or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Why {
    /// A working weekday like any other.
    Ordinary,
    /// A weekday on which the office never works.
    Weekend,
    /// Off by an override.
    Holiday {
        /// Its name.
        reason: String,
    },
    /// Working by an override, although its weekday is off.
    MakeUp {
        /// Its name.
        reason: String,
    },
    /// Working like its weekday, but with other hours.
    ChangedHours {
        /// Its name.
        reason: String,
    },
    /// The calendar does not cover the day.
    OutsideCalendar,
}

impl Calendar {
    /// Monday to Friday, 07:00–11:30 and 13:30–17:00 local time, without holidays.
    ///
    /// Both dates are covered.
    #[must_use]
    pub fn office_hours(code: &str, version: u32, from: NaiveDate, to: NaiveDate) -> Calendar {
        let day = vec![Span { from: hour(7, 0), to: hour(11, 30) }, Span { from: hour(13, 30), to: hour(17, 0) }];
        Calendar {
            code: code.to_owned(),
            version,
            valid_from: from,
            valid_to: to,
            week: std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { Vec::new() }),
            overrides: BTreeMap::new(),
        }
    }

    /// Whether the calendar says anything about a local date.
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

    /// Why the office works on a local date, or does not.
    #[must_use]
    pub fn reason(&self, day: NaiveDate) -> Why {
        if !self.covers(day) {
            return Why::OutsideCalendar;
        }
        let weekend = self.weekday(day).is_empty();
        match self.overrides.get(&day) {
            Some(Day::Off { reason }) => Why::Holiday { reason: reason.clone() },
            Some(Day::Working { reason, .. }) if weekend => Why::MakeUp { reason: reason.clone() },
            Some(Day::Working { reason, .. }) => Why::ChangedHours { reason: reason.clone() },
            None if weekend => Why::Weekend,
            None => Why::Ordinary,
        }
    }

    /// Refuses a local date the calendar says nothing about.
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

/// A time of day known when the program is written; midnight if it does not exist.
pub(crate) const fn hour(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// How a time of day is written: `HH:MM`, nothing shorter or longer.
mod time_of_day {
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
