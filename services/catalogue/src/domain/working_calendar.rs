//! A working calendar in the shape of the API and of catalogue files.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use motcua_worktime::{Calendar, Day, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shapes::{OpeningHours, SpecialDay};

/// A working calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"code": "H35", "version": 1, "validFrom": "2021-07-01", "validTo": "2027-12-31",
    "week": [[{"from": "07:00", "to": "11:30"}, {"from": "13:30", "to": "17:00"}], [{"from": "07:00", "to": "11:30"}],
        [{"from": "07:00", "to": "11:30"}], [{"from": "07:00", "to": "11:30"}], [{"from": "07:00", "to": "11:30"}], [], []],
    "overrides": {"2022-04-11": {"kind": "off", "reason": "Giỗ Tổ Hùng Vương"}}}))]
pub struct WorkingCalendar {
    /// Code that procedures name.
    #[schema(pattern = "^[A-Za-z0-9.-]{1,32}$", example = "H35")]
    pub code: String,
    /// The version; one more than the newest published one.
    #[schema(minimum = 1, maximum = 9999)]
    pub version: u32,
    /// First local date that it covers.
    pub valid_from: NaiveDate,
    /// Last local date that it covers.
    pub valid_to: NaiveDate,
    /// Opening hours from Monday to Sunday; an empty day is off.
    #[schema(value_type = Vec<Vec<OpeningHours>>, min_items = 7, max_items = 7)]
    pub week: [Vec<Span>; 7],
    /// Local dates that differ from their weekday.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, SpecialDay>)]
    pub overrides: BTreeMap<NaiveDate, Day>,
}

impl From<WorkingCalendar> for Calendar {
    fn from(shown: WorkingCalendar) -> Self {
        let WorkingCalendar { code, version, valid_from, valid_to, week, overrides } = shown;
        Self { code, version, valid_from, valid_to, week, overrides }
    }
}

impl From<Calendar> for WorkingCalendar {
    fn from(calendar: Calendar) -> Self {
        let Calendar { code, version, valid_from, valid_to, week, overrides } = calendar;
        Self { code, version, valid_from, valid_to, week, overrides }
    }
}
