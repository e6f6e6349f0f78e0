//! Validation of a calendar: every fault is reported at once.

use chrono::{NaiveDate, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Day, Span};

/// Longest accepted validity, a hundred years; a longer one is taken for a typing error.
const MAX_VALIDITY_DAYS: i64 = 36_525;

/// Where in a calendar a fault was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    /// A day of the week; 0 is Monday.
    Weekday(usize),
    /// An override of this local date.
    Date(NaiveDate),
}

/// A fault of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CalendarFault {
    /// The validity ends before it begins.
    #[error("valid from {from}, but only to {to}")]
    InvertedValidity {
        /// First local date of the validity.
        from: NaiveDate,
        /// Last local date of the validity.
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
    /// An override is a working day without hours.
    #[error("working day {day} has no hours")]
    NoHours {
        /// The date overridden.
        day: NaiveDate,
    },
    /// A span ends when or before it begins.
    #[error("{place:?}: span from {} ends at {}", span.from, span.to)]
    EmptySpan {
        /// The weekday or date that has the span.
        place: Place,
        /// The opening time as given.
        span: Span,
    },
    /// A span does not begin and end on a whole minute.
    #[error("{place:?}: span {}–{} is not in whole minutes", span.from, span.to)]
    PartMinute {
        /// The weekday or date that has the span.
        place: Place,
        /// The opening time as given.
        span: Span,
    },
    /// A span begins before the previous one ends; touching is allowed.
    #[error("{place:?}: span from {} begins before {}", second.from, first.to)]
    Overlap {
        /// The weekday or date that has both spans.
        place: Place,
        /// The earlier span.
        first: Span,
        /// The span that begins too early.
        second: Span,
    },
}

impl Calendar {
    /// Checks the validity, the opening hours of the week and the overrides.
    ///
    /// # Errors
    /// All faults together, so that an editor can show them at once.
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
        if days > MAX_VALIDITY_DAYS {
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
        if !(is_whole_minute(span.from) && is_whole_minute(span.to)) {
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

fn is_whole_minute(time: chrono::NaiveTime) -> bool {
    time.second() == 0 && time.nanosecond() == 0
}
