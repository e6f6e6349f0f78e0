//! The published schema of values of worktime, which itself reads and checks them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The unit of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TimeUnit {
    /// Giờ: clock hours.
    Hour,
    /// Giờ làm việc.
    WorkingHour,
    /// Ngày: calendar days.
    Day,
    /// Ngày làm việc.
    WorkingDay,
    /// Tháng.
    Month,
    /// Trong ngày: the same day when received by 15:00, else the next working day.
    SameDay,
}

/// A time limit as the law states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"unit": "workingDay", "amount": 5}))]
pub struct TimeLimit {
    /// The unit.
    pub unit: TimeUnit,
    /// The number of units; 0 or 1 for the same day.
    #[schema(maximum = 87600)]
    pub amount: u32,
}

/// An interval of opening time, local.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"from": "07:00", "to": "11:30"}))]
pub struct OpeningHours {
    /// Opening time.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub from: String,
    /// Closing time.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub to: String,
}

/// How one date differs from its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"kind": "off", "reason": "Giỗ Tổ Hùng Vương"}))]
pub enum SpecialDay {
    /// A holiday, also one in lieu.
    Off {
        /// Its name, shown to citizens.
        reason: String,
    },
    /// A make-up Saturday, a half-day or other changed hours.
    Working {
        /// Its hours.
        spans: Vec<OpeningHours>,
        /// Its name, shown to citizens.
        reason: String,
    },
}
