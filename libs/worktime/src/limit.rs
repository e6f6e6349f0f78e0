//! A time limit as the law words it: an amount of hours, days or months, or "within the day".

use serde::{Deserialize, Serialize};

use crate::Error;

/// Longest limit in days or months that is taken for a limit and not for a typing error.
const MOST: u32 = 3_650;
/// Longest limit in hours: [`MOST`] days.
const MOST_HOURS: u32 = MOST * 24;
/// Working minutes of one nominal working day of eight hours.
const DAY_MINUTES: u32 = 480;
/// Working days of one nominal month.
const MONTH_DAYS: u32 = 22;

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Clock hours ("giờ"), nights and weekends included.
    Hour,
    /// Hours the office is open ("giờ làm việc"); the lunch break does not count.
    WorkingHour,
    /// Calendar days ("ngày").
    Day,
    /// Days the office works ("ngày làm việc").
    WorkingDay,
    /// Calendar months ("tháng").
    Month,
    /// "Trong ngày": the same day when received by 15:00, else the next working day.
    SameDay,
}

impl Unit {
    /// Whether time passes for this unit while the office is closed.
    #[must_use]
    pub fn counts_closed_time(self) -> bool {
        matches!(self, Unit::Hour | Unit::Day | Unit::Month)
    }
}

/// A time limit, e.g. five working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limit {
    /// What `amount` counts.
    pub unit: Unit,
    /// How many units; 0 or 1, without a difference in meaning, for [`Unit::SameDay`].
    pub amount: u32,
}

impl Limit {
    /// Accepts 1 to 3,650 days or months, 1 to 87,600 hours, and 0 or 1 for [`Unit::SameDay`].
    ///
    /// # Errors
    /// [`Error::BadLimit`] for every other amount.
    pub fn validate(self) -> Result<(), Error> {
        let allowed = match self.unit {
            Unit::Hour | Unit::WorkingHour => 1..=MOST_HOURS,
            Unit::Day | Unit::WorkingDay | Unit::Month => 1..=MOST,
            Unit::SameDay => 0..=1,
        };
        if allowed.contains(&self.amount) {
            return Ok(());
        }
        Err(Error::BadLimit { unit: self.unit, amount: self.amount })
    }

    /// The working minutes the steps of a process template have to add up to.
    ///
    /// A planning figure, never used for a due date: an hour is 60, a day of either kind 480,
    /// a month 22 days, and "within the day" 480.
    #[must_use]
    pub fn nominal_minutes(self) -> u32 {
        let one = match self.unit {
            Unit::Hour | Unit::WorkingHour => 60,
            Unit::Day | Unit::WorkingDay => DAY_MINUTES,
            Unit::Month => MONTH_DAYS * DAY_MINUTES,
            Unit::SameDay => return DAY_MINUTES,
        };
        self.amount.saturating_mul(one)
    }

    /// Whether the limit falls due at closing time of a day; false for limits in hours.
    #[must_use]
    pub fn counts_days(self) -> bool {
        !matches!(self.unit, Unit::Hour | Unit::WorkingHour)
    }
}
