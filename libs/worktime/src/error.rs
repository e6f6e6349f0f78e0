//! Why a deadline cannot be computed.

use chrono::NaiveDate;

use crate::unit::Unit;

/// Why a deadline cannot be computed. No function of this crate returns a guessed date instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A day that counts lies outside the validity of the calendar (local date).
    #[error("the working calendar does not cover {day}")]
    OutsideCalendar {
        /// The first local date that was needed and is not covered.
        day: NaiveDate,
    },
    /// The calendar has no working day for more than a year from this local date on.
    #[error("the working calendar has no working day within a year of {day}")]
    NoWorkingDay {
        /// The local date the search started from.
        day: NaiveDate,
    },
    /// The unit does not allow this amount; see [`crate::Limit::validate`].
    #[error("a limit of {amount} is not possible in the unit {unit:?}")]
    BadLimit {
        /// The unit of the rejected limit.
        unit: Unit,
        /// The amount of the rejected limit.
        amount: u32,
    },
    /// More minutes lie between two moments than the result can hold (about 8,000 years).
    #[error("the two moments are too far apart")]
    TooFarApart,
}
