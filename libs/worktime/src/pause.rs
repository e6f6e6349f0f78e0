//! How a supplement stops the clock, and how it starts again: only the time the office had the dossier counts.
//!
//! Decree 118/2025/NĐ-CP, Article 17(2)(a), allows one request for a supplement, stated fully. Whether the clock then
//! pauses or restarts is not settled by the law (Decree 61/2018/NĐ-CP may be read as a restart), so it is a [`Policy`]
//! of the procedure version (decision; default pause). Decision 766/QĐ-TTg, indicator 2.1, subtracts the time of the
//! supplement.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::cursor::{Cursor, whole_minutes};
use crate::due::due;
use crate::error::Error;
use crate::explain::Due;
use crate::limit::Limit;
use crate::minutes::working_minutes;
use crate::zone::local;

/// What happens to the limit when the supplement is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Policy {
    /// The time left when the clock was stopped runs on.
    Pause,
    /// The whole limit is counted again.
    Restart,
}

/// The state of a stopped clock: what is needed to start it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Frozen {
    /// Whole minutes left: clock minutes for `Hour`, `Day` and `Month`, else working minutes.
    pub minutes: u32,
    /// Whether the due moment had passed; then no minutes are left.
    pub overdue: bool,
    /// The due moment in force when the clock was stopped, in UTC.
    pub due_at: DateTime<Utc>,
}

/// Stops the clock at `paused_at` and returns the time left until `due_at` (decision; see the module documentation).
///
/// A minute that has begun is dropped: rounding it up would push a limit in days past closing
/// time and so by a whole day.
///
/// # Errors
/// [`Error::BadLimit`] from [`Limit::validate`]; [`Error::OutsideCalendar`] when a local date between the two is not
/// covered.
pub fn freeze(
    calendar: &Calendar,
    limit: Limit,
    due_at: DateTime<Utc>,
    paused_at: DateTime<Utc>,
) -> Result<Frozen, Error> {
    limit.validate()?;
    let overdue = paused_at > due_at;
    let minutes = if overdue {
        0
    } else if limit.unit.counts_closed_time() {
        clock_minutes(calendar, paused_at, due_at)?
    } else {
        working_minutes(calendar, paused_at, due_at)?
    };
    Ok(Frozen { minutes, overdue, due_at })
}

/// Starts the clock again at `resumed_at` and computes the new due date (decision; see the module documentation).
///
/// Under [`Policy::Pause`] the minutes left run on; a limit in days is then rounded up to the next
/// closing time. Between working days of equal length, a pause that begins before closing time and
/// ends n working days later, at that time of day or earlier, thus moves the due date by exactly n
/// working days; a pause from an evening to a morning moves it by one working day less. A clock
/// already overdue keeps its due date: a late request for papers must not make a late dossier punctual.
/// Under [`Policy::Restart`] the whole limit is counted from `resumed_at` like from an acceptance.
///
/// # Errors
/// The errors of [`due()`].
pub fn resume(
    calendar: &Calendar,
    limit: Limit,
    policy: Policy,
    frozen: Frozen,
    resumed_at: DateTime<Utc>,
) -> Result<Due, Error> {
    limit.validate()?;
    match policy {
        Policy::Restart => due(calendar, resumed_at, limit),
        Policy::Pause if frozen.overdue => Ok(Due::unchanged(frozen.due_at)),
        Policy::Pause => run_on(calendar, limit, frozen.minutes, resumed_at),
    }
}

fn run_on(calendar: &Calendar, limit: Limit, minutes: u32, resumed_at: DateTime<Utc>) -> Result<Due, Error> {
    let from = local(resumed_at);
    let mut cursor = Cursor::start(calendar, from.date())?;
    let end = if limit.unit.counts_closed_time() {
        cursor.add_clock_minutes(from, minutes)?
    } else {
        cursor.add_working_minutes(from, minutes)?
    };
    if limit.counts_days() { cursor.finish_at_closing(end.time()) } else { cursor.finish_when_open(end) }
}

fn clock_minutes(calendar: &Calendar, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<u32, Error> {
    calendar.require(local(from).date())?;
    calendar.require(local(to).date())?;
    whole_minutes(to - from)
}
