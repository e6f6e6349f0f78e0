//! A time limit as a procedure states it: an amount of hours, days or months, or "within the day".

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::unit::Unit;

/// Longest accepted limit in days or months (ten years of days); a larger amount is taken for a typing error.
const MAX_AMOUNT: u32 = 3_650;
/// Longest accepted limit in hours: [`MAX_AMOUNT`] days.
const MAX_HOURS: u32 = MAX_AMOUNT * 24;
/// Working minutes of a nominal working day of eight hours.
const DAY_MINUTES: u32 = 480;
/// Working days of a nominal month.
const MONTH_DAYS: u32 = 22;

/// A time limit, e.g. five working days.
///
/// Decree 63/2010/NĐ-CP Art. 8(2) requires every administrative procedure to state one.
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
            Unit::Hour | Unit::WorkingHour => 1..=MAX_HOURS,
            Unit::Day | Unit::WorkingDay | Unit::Month => 1..=MAX_AMOUNT,
            Unit::SameDay => 0..=1,
        };
        if allowed.contains(&self.amount) {
            return Ok(());
        }
        Err(Error::BadLimit { unit: self.unit, amount: self.amount })
    }

    /// The working minutes that the steps of a process template must add up to.
    ///
    /// A planning figure, never used for a due date: an hour is 60, a day of either kind 480,
    /// a month 22 days, and "within the day" 480. The eight-hour day is a decision of the platform,
    /// not law.
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
    ///
    /// Closing time is a decision of the platform; by Article 148.5 of the Civil Code (91/2015/QH13)
    /// the last day ends at 24:00.
    #[must_use]
    pub fn counts_days(self) -> bool {
        !matches!(self.unit, Unit::Hour | Unit::WorkingHour)
    }
}
