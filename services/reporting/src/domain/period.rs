//! The time a report covers: whole local days, as moments half-open.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use motcua_worktime::utc;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A reporting year ends on 14 December (TT 01/2020/TT-VPCP).
const YEAR_BEGINS: (u32, u32) = (12, 15);
/// No office has a register beyond these years; a date far outside would overflow.
const YEARS: std::ops::RangeInclusive<i32> = 1945..=2199;

/// A period of reports, from the beginning of its first local day to the end of its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// First day.
    #[schema(example = "2021-12-15")]
    pub from: NaiveDate,
    /// Last day, included.
    #[schema(example = "2022-12-14")]
    pub to: NaiveDate,
    #[serde(skip)]
    as_of_moment: Option<DateTime<Utc>>,
}

/// Why two days are not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodFault {
    /// The last day is before the first.
    #[error("the period ends before it begins")]
    Backwards,
    /// A day lies outside the years this platform counts.
    #[error("the years of a period are 1945 to 2199")]
    OutOfRange,
}

impl Period {
    /// The period from `from` to `to`, both included.
    ///
    /// # Errors
    /// When the days are in the wrong order or out of range.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, PeriodFault> {
        if !YEARS.contains(&from.year()) || !YEARS.contains(&to.year()) {
            return Err(PeriodFault::OutOfRange);
        }
        if to < from {
            return Err(PeriodFault::Backwards);
        }
        Ok(Self { from, to, as_of_moment: None })
    }

    /// The reporting year of a day: 15 December to 14 December.
    pub fn year_of(day: NaiveDate) -> Self {
        let (month, first) = YEAR_BEGINS;
        let begun = if (day.month(), day.day()) >= YEAR_BEGINS { day.year() } else { day.year() - 1 };
        let in_year = |year: i32, on: u32| NaiveDate::from_ymd_opt(year, month, on).unwrap_or(day);
        Self { from: in_year(begun, first), to: in_year(begun + 1, first - 1), as_of_moment: None }
    }

    /// The same period as of a moment before its end: what falls due after `now` is not overdue yet.
    #[must_use]
    pub fn as_of(self, now: DateTime<Utc>) -> Self {
        Self { as_of_moment: Some(now), ..self }
    }

    /// The first moment after the period.
    pub fn end(&self) -> DateTime<Utc> {
        end_of(self.to)
    }

    /// The moment whose state a report shows: the end of the period, or now while the period is running.
    pub fn cut_off(&self) -> DateTime<Utc> {
        self.as_of_moment.map_or(self.end(), |now| now.min(self.end()))
    }
}

/// The first moment after a local day, UTC.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let day_after = day.checked_add_days(Days::new(1)).unwrap_or(day);
    utc(day_after.and_time(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_ends_where_its_last_local_day_ends() {
        let year = Period::new(day("2021-12-15"), day("2022-12-14")).unwrap();
        assert_eq!(year.end().to_rfc3339(), "2022-12-14T17:00:00+00:00");
        assert_eq!(year.cut_off(), year.end());
    }

    #[test]
    fn a_running_period_is_shown_as_of_now_and_a_past_one_as_of_its_end() {
        let year = Period::new(day("2021-12-15"), day("2022-12-14")).unwrap();
        let before: DateTime<Utc> = "2022-03-01T03:00:00Z".parse().unwrap();
        let after: DateTime<Utc> = "2023-03-01T03:00:00Z".parse().unwrap();
        assert_eq!(year.as_of(before).cut_off(), before);
        assert_eq!(year.as_of(after).cut_off(), year.end());
    }

    #[test]
    fn the_reporting_year_runs_from_15_to_14_december() {
        let year = Period::new(day("2021-12-15"), day("2022-12-14")).unwrap();
        for within in ["2021-12-15", "2021-12-31", "2022-01-01", "2022-12-14"] {
            assert_eq!(Period::year_of(day(within)), year, "{within}");
        }
        assert_eq!(Period::year_of(day("2022-12-15")).from, day("2022-12-15"));
    }

    #[test]
    fn days_in_the_wrong_order_or_out_of_range_are_not_a_period() {
        assert_eq!(Period::new(day("2022-02-01"), day("2022-01-31")), Err(PeriodFault::Backwards));
        assert_eq!(Period::new(day("0001-01-01"), day("2022-01-31")), Err(PeriodFault::OutOfRange));
        assert!(Period::new(day("2022-02-01"), day("2022-02-01")).is_ok());
    }
}
