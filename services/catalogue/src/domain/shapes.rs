//! How the values of worktime look in the published schema; worktime itself reads and checks them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a limit is counted in.
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

/// A time limit as the law words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"unit": "workingDay", "amount": 5}))]
pub struct TimeLimit {
    /// What the amount counts.
    pub unit: TimeUnit,
    /// How many; 0 or 1 within the day.
    #[schema(maximum = 87600)]
    pub amount: u32,
}

/// A stretch of opening time, local.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"from": "07:00", "to": "11:30"}))]
pub struct OpeningHours {
    /// Opening.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub from: String,
    /// Closing.
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
