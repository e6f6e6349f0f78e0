//! A period of local days that ratings are counted for.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use motcua_worktime::utc;

/// Whole local days as a half-open interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The start of the first day, UTC; included.
    pub from: DateTime<Utc>,
    /// The start of the day after the last one, UTC; not included.
    pub until: DateTime<Utc>,
}

impl Period {
    /// The period between two days, both included; `None` when they are in the wrong order or outside the years 2000 to 2999.
    pub fn of(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        let known = |day: NaiveDate| (2000..3000).contains(&day.year());
        if !known(from) || !known(to) || to < from {
            return None;
        }
        let midnight = |day: NaiveDate| utc(day.and_time(NaiveTime::MIN));
        Some(Self { from: midnight(from), until: midnight(to.succ_opt()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_period_has_whole_days_of_viet_nam() {
        let period = Period::of(day(2022, 1, 1), day(2022, 1, 1)).unwrap();
        assert_eq!(period.from.to_rfc3339(), "2021-12-31T17:00:00+00:00");
        assert_eq!((period.until - period.from).num_hours(), 24);
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        assert_eq!(Period::of(day(2022, 1, 2), day(2022, 1, 1)), None);
        assert_eq!(Period::of(NaiveDate::MIN, NaiveDate::MAX), None);
    }
}
