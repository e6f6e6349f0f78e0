//! Wall time in Viet Nam: UTC+7 all year, without a time zone database.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// Seconds by which wall time in Viet Nam (`Asia/Ho_Chi_Minh`) is ahead of UTC.
///
/// Constant since 1975; Viet Nam has no daylight saving time.
pub const OFFSET_SECONDS: i32 = 7 * 3600;

/// The wall time in Viet Nam at a UTC moment.
///
/// Saturates at the end of what chrono can hold, hundreds of thousands of years from any calendar.
#[must_use]
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc().checked_add_signed(offset()).unwrap_or(NaiveDateTime::MAX)
}

/// The calendar date in Viet Nam at a UTC moment.
#[must_use]
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// The UTC moment of a wall time in Viet Nam; every wall time exists exactly once.
///
/// Saturates at the beginning of what chrono can hold.
#[must_use]
pub fn utc(local: NaiveDateTime) -> DateTime<Utc> {
    local.checked_sub_signed(offset()).unwrap_or(NaiveDateTime::MIN).and_utc()
}

fn offset() -> TimeDelta {
    TimeDelta::seconds(i64::from(OFFSET_SECONDS))
}
