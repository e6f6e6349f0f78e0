//! The office calendar of the province: hours, holidays and make-up Saturdays from July 2021 to the end of 2027.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

/// The code every procedure names as its calendar.
pub const CODE: &str = "H35";

/// A working calendar as the catalogue service receives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Calendar {
    /// Code procedures refer to.
    pub code: &'static str,
    /// Version number.
    pub version: u32,
    /// First day it covers.
    pub valid_from: NaiveDate,
    /// Last day it covers.
    pub valid_to: NaiveDate,
    /// Working spans from Monday to Sunday.
    pub week: [Vec<Span>; 7],
    /// Days that differ from the ordinary week.
    pub overrides: BTreeMap<NaiveDate, Override>,
}

/// A span of working time, local `hh:mm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Opening.
    pub from: &'static str,
    /// Closing.
    pub to: &'static str,
}

/// How one day differs from the ordinary week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Override {
    /// A weekday without work.
    Off {
        /// Why, in Vietnamese.
        reason: &'static str,
    },
    /// A working day that would be off in an ordinary week.
    Working {
        /// Its hours.
        spans: Vec<Span>,
        /// Why, in Vietnamese.
        reason: &'static str,
    },
}

const HOURS: [Span; 2] = [Span { from: "07:00", to: "11:30" }, Span { from: "13:30", to: "17:00" }];

/// First day of the calendar, and of every procedure.
pub(super) const FIRST: NaiveDate = date(2021, 7, 1);
const LAST: NaiveDate = date(2027, 12, 31);

const NEW_YEAR: &str = "Tết Dương lịch";
const TET: &str = "Tết Nguyên đán";
const KINGS: &str = "Giỗ Tổ Hùng Vương";
const VICTORY: &str = "Ngày Chiến thắng 30/4";
const LABOUR: &str = "Ngày Quốc tế lao động 1/5";
const NATIONAL: &str = "Quốc khánh 2/9";
const CULTURE: &str = "Ngày Văn hóa Việt Nam";

/// Weekdays off, as (year, month, days, reason).
const OFF: [(i32, u32, &[u32], &str); 43] = [
    (2021, 9, &[2, 3], NATIONAL),
    (2022, 1, &[3], NEW_YEAR),
    (2022, 1, &[31], TET),
    (2022, 2, &[1, 2, 3, 4], TET),
    (2022, 4, &[11], KINGS),
    (2022, 5, &[2], VICTORY),
    (2022, 5, &[3], LABOUR),
    (2022, 9, &[1, 2], NATIONAL),
    (2023, 1, &[2], NEW_YEAR),
    (2023, 1, &[20, 23, 24, 25, 26], TET),
    (2023, 5, &[1], LABOUR),
    (2023, 5, &[2], KINGS),
    (2023, 5, &[3], VICTORY),
    (2023, 9, &[1, 4], NATIONAL),
    (2024, 1, &[1], NEW_YEAR),
    (2024, 2, &[8, 9, 12, 13, 14], TET),
    (2024, 4, &[18], KINGS),
    (2024, 4, &[29, 30], VICTORY),
    (2024, 5, &[1], LABOUR),
    (2024, 9, &[2, 3], NATIONAL),
    (2025, 1, &[1], NEW_YEAR),
    (2025, 1, &[27, 28, 29, 30, 31], TET),
    (2025, 4, &[7], KINGS),
    (2025, 4, &[30], VICTORY),
    (2025, 5, &[1, 2], LABOUR),
    (2025, 9, &[1, 2], NATIONAL),
    (2026, 1, &[1, 2], NEW_YEAR),
    (2026, 2, &[16, 17, 18, 19, 20], TET),
    (2026, 4, &[27], KINGS),
    (2026, 4, &[30], VICTORY),
    (2026, 5, &[1], LABOUR),
    (2026, 8, &[31], NATIONAL),
    (2026, 9, &[1, 2], NATIONAL),
    (2026, 11, &[24], CULTURE),
    // 2027 is computed; the official notice has not appeared, and 3 September is the likelier second day.
    (2027, 1, &[1], NEW_YEAR),
    (2027, 2, &[4, 5], TET),
    (2027, 2, &[8, 9, 10], TET),
    (2027, 4, &[16], KINGS),
    (2027, 4, &[30], VICTORY),
    (2027, 5, &[3], LABOUR),
    (2027, 9, &[2], NATIONAL),
    (2027, 9, &[3], NATIONAL),
    (2027, 11, &[24], CULTURE),
];

/// Saturdays worked to make up for a bridging day.
const MAKE_UP: [NaiveDate; 4] = [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)];

/// The calendar in force through the demo year and five years beyond.
pub fn calendar() -> Calendar {
    let off = OFF.iter().flat_map(|&(year, month, days, reason)| {
        days.iter()
            .filter_map(move |&day| NaiveDate::from_ymd_opt(year, month, day))
            .map(move |day| (day, Override::Off { reason }))
    });
    let working = MAKE_UP.into_iter().map(|day| {
        let spans = HOURS.to_vec();
        (day, Override::Working { spans, reason: "Làm bù" })
    });
    let hours = || HOURS.to_vec();
    Calendar {
        code: CODE,
        version: 1,
        valid_from: FIRST,
        valid_to: LAST,
        week: [hours(), hours(), hours(), hours(), hours(), vec![], vec![]],
        overrides: off.chain(working).collect(),
    }
}

/// A date of this file; a wrong one does not compile.
const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such day"),
    }
}
