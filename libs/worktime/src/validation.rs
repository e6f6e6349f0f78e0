//! Validation of a calendar: every error is reported at once.

use chrono::{NaiveDate, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Day, Span};

/// Longest accepted validity, a hundred years; a longer one is taken for a typing error.
const MAX_VALIDITY_DAYS: i64 = 36_525;

/// Where in a calendar an error was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    /// A day of the week; 0 is Monday.
    Weekday(usize),
    /// An override of this local date.
    Date(NaiveDate),
}

/// An error of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CalendarError {
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
    /// All errors together, so that an editor can show them at once.
    pub fn validate(&self) -> Result<(), Vec<CalendarError>> {
        let mut errors = self.validity_errors();
        for (index, spans) in self.week.iter().enumerate() {
            errors.extend(span_errors(Place::Weekday(index), spans));
        }
        for (day, change) in &self.overrides {
            errors.extend(self.override_errors(*day, change));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn validity_errors(&self) -> Vec<CalendarError> {
        let (from, to) = (self.valid_from, self.valid_to);
        if from > to {
            return vec![CalendarError::InvertedValidity { from, to }];
        }
        let days = (to - from).num_days() + 1;
        if days > MAX_VALIDITY_DAYS {
            return vec![CalendarError::EndlessValidity { days }];
        }
        let works = (0..days).any(|n| self.is_working(from + TimeDelta::days(n)));
        if works { Vec::new() } else { vec![CalendarError::NoWorkingDay] }
    }

    fn override_errors(&self, day: NaiveDate, change: &Day) -> Vec<CalendarError> {
        let mut errors = Vec::new();
        if !self.covers(day) {
            errors.push(CalendarError::OverrideOutside { day });
        }
        if let Day::Working { spans, .. } = change {
            if spans.is_empty() {
                errors.push(CalendarError::NoHours { day });
            }
            errors.extend(span_errors(Place::Date(day), spans));
        }
        errors
    }
}

fn span_errors(place: Place, spans: &[Span]) -> Vec<CalendarError> {
    let mut errors = Vec::new();
    for &span in spans {
        if span.from >= span.to {
            errors.push(CalendarError::EmptySpan { place, span });
        }
        if !(is_whole_minute(span.from) && is_whole_minute(span.to)) {
            errors.push(CalendarError::PartMinute { place, span });
        }
    }
    for (&first, &second) in spans.iter().zip(spans.iter().skip(1)) {
        if second.from < first.to {
            errors.push(CalendarError::Overlap { place, first, second });
        }
    }
    errors
}

fn is_whole_minute(time: chrono::NaiveTime) -> bool {
    time.second() == 0 && time.nanosecond() == 0
}
