//! Working calendars and deadline arithmetic of a Vietnamese public office; pure, each result with its explanation.
//!
//! | Module | Owns |
//! |---|---|
//! | [`zone`] | wall time in Viet Nam |
//! | [`calendar`] | which hours an office works, holidays and make-up days |
//! | [`fault`] | what can be wrong with a calendar |
//! | [`limit`] | a time limit as the law words it |
//! | [`mod@due`] | when a limit falls due |
//! | [`explain`] | the days a due date was counted over |
//! | [`minutes`] | working minutes and working days between two moments |
//! | [`pause`] | how a supplement stops the clock and starts it again |
//! | [`mod@verdict`] | early, on time or late |
//!
//! Moments go in and come out as `DateTime<Utc>`; every rule is applied to Vietnamese wall time.
//! Nothing here reads a clock, and nothing guesses: a day no calendar covers is an [`Error`].

pub mod calendar;
pub mod due;
mod error;
pub mod explain;
pub mod fault;
pub mod limit;
pub mod minutes;
pub mod pause;
pub mod verdict;
mod walk;
pub mod zone;

pub use calendar::{Calendar, Day, Span, Why};
pub use due::{SAME_DAY_CUTOFF, due};
pub use error::Error;
pub use explain::{Counted, Counting, Due};
pub use fault::{CalendarFault, Place};
pub use limit::{Limit, Unit};
pub use minutes::{add_working_minutes, working_days_left, working_minutes};
pub use pause::{Frozen, Policy, freeze, resume};
pub use verdict::{Verdict, verdict};
pub use zone::{OFFSET_SECONDS, local, local_date, utc};
