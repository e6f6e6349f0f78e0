//! Working calendars and deadline arithmetic of a Vietnamese public office; pure, each result with its explanation.
//!
//! | Module | Owns |
//! |---|---|
//! | [`zone`] | wall time in Viet Nam |
//! | [`calendar`] | which hours an office works, holidays and make-up days |
//! | [`validation`] | validation of a calendar |
//! | [`mod@unit`], [`limit`] | a time limit as a procedure states it |
//! | [`mod@due`] | when a limit falls due |
//! | [`explain`] | a due date and the days it was counted over |
//! | [`minutes`] | working minutes and working days between two moments |
//! | [`pause`] | how a supplement stops the clock and starts it again |
//! | [`mod@verdict`] | early, on time or late |
//!
//! All moments are passed and returned as `DateTime<Utc>`; every rule is applied to Vietnamese wall time.
//! Nothing here reads a clock or guesses: a day that the calendar does not cover is an [`Error`].
//!
//! A rule that comes from a legal text names it; a rule marked "decision" is this platform's choice.

#![warn(missing_docs)]

pub mod calendar;
mod cursor;
pub mod due;
mod error;
pub mod explain;
pub mod limit;
pub mod minutes;
pub mod pause;
pub mod unit;
pub mod validation;
pub mod verdict;
pub mod zone;

pub use calendar::{Calendar, Day, DayKind, Span};
pub use due::{SAME_DAY_CUTOFF, due};
pub use error::Error;
pub use explain::{CountedDay, Counting, Due};
pub use limit::Limit;
pub use minutes::{add_working_minutes, working_days_left, working_minutes};
pub use pause::{Frozen, Policy, freeze, resume};
pub use unit::Unit;
pub use validation::{CalendarError, Place};
pub use verdict::{Verdict, verdict};
pub use zone::{OFFSET_SECONDS, local, local_date, utc};
