//! The units in which procedures state their time limits.

use serde::{Deserialize, Serialize};

/// What a limit is counted in: the units of the national procedure database, and "trong ngày".
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
