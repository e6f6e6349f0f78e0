//! What can be wrong with a calendar, all of it reported at once.

use chrono::{NaiveDate, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use crate::{Calendar, Day, Span};

/// Longest validity that is taken for one and not for a typing error: a hundred years.
const LONGEST_VALIDITY_DAYS: i64 = 36_525;

/// Where in a calendar a fault was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    /// A day of the week; 0 is Monday.
    Weekday(usize),
    /// An override of this local date.
    Date(NaiveDate),
}

/// One thing that is wrong with a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CalendarFault {
    /// The validity ends before it begins.
    #[error("valid from {from}, but only to {to}")]
    InvertedValidity {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// The validity is longer than a hundred years.
    #[error("valid for {days} days, longer than a hundred years")]
    EndlessValidity {
        /// Length in calendar days.
        days: i64,
    },
    /// Not one day of the validity is a working day.
    #[error("no working day in the whole validity")]
    NoWorkingDay,
    /// An override lies outside the validity.
    #[error("override {day} lies outside the validity")]
    OverrideOutside {
        /// The date overridden.
        day: NaiveDate,
    },
    /// An override says "working" but names no hours.
    #[error("working day {day} has no hours")]
    NoHours {
        /// The date overridden.
        day: NaiveDate,
    },
    /// A span ends when or before it begins.
    #[error("{place:?}: span from {} ends at {}", span.from, span.to)]
    EmptySpan {
        /// Where.
        place: Place,
        /// The span.
        span: Span,
    },
    /// A span does not begin and end on a whole minute.
    #[error("{place:?}: span {}–{} is not in whole minutes", span.from, span.to)]
    PartMinute {
        /// Where.
        place: Place,
        /// The span.
        span: Span,
    },
    /// A span begins before the one above it ends; touching is allowed.
    #[error("{place:?}: span from {} begins before {}", second.from, first.to)]
    Overlap {
        /// Where.
        place: Place,
        /// The span above.
        first: Span,
        /// The span that begins too early.
        second: Span,
    },
}

impl Calendar {
    /// Finds everything that is wrong with the calendar.
    ///
    /// # Errors
    /// Every fault, so that the editor can show them together.
    pub fn validate(&self) -> Result<(), Vec<CalendarFault>> {
        let mut faults = self.validity_faults();
        for (index, spans) in self.week.iter().enumerate() {
            faults.extend(span_faults(Place::Weekday(index), spans));
        }
        for (day, change) in &self.overrides {
            faults.extend(self.override_faults(*day, change));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn validity_faults(&self) -> Vec<CalendarFault> {
        let (from, to) = (self.valid_from, self.valid_to);
        if from > to {
            return vec![CalendarFault::InvertedValidity { from, to }];
        }
        let days = (to - from).num_days() + 1;
        if days > LONGEST_VALIDITY_DAYS {
            return vec![CalendarFault::EndlessValidity { days }];
        }
        let works = (0..days).any(|n| self.is_working(from + TimeDelta::days(n)));
        if works { Vec::new() } else { vec![CalendarFault::NoWorkingDay] }
    }

    fn override_faults(&self, day: NaiveDate, change: &Day) -> Vec<CalendarFault> {
        let mut faults = Vec::new();
        if !self.covers(day) {
            faults.push(CalendarFault::OverrideOutside { day });
        }
        if let Day::Working { spans, .. } = change {
            if spans.is_empty() {
                faults.push(CalendarFault::NoHours { day });
            }
            faults.extend(span_faults(Place::Date(day), spans));
        }
        faults
    }
}

fn span_faults(place: Place, spans: &[Span]) -> Vec<CalendarFault> {
    let mut faults = Vec::new();
    for &span in spans {
        if span.from >= span.to {
            faults.push(CalendarFault::EmptySpan { place, span });
        }
        if !(on_the_minute(span.from) && on_the_minute(span.to)) {
            faults.push(CalendarFault::PartMinute { place, span });
        }
    }
    for (&first, &second) in spans.iter().zip(spans.iter().skip(1)) {
        if second.from < first.to {
            faults.push(CalendarFault::Overlap { place, first, second });
        }
    }
    faults
}

fn on_the_minute(time: chrono::NaiveTime) -> bool {
    time.second() == 0 && time.nanosecond() == 0
}
