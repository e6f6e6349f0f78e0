//! Sample days off and make-up days as text, and helpers that read dates, times and moments from text.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use motcua_worktime::{Limit, Unit, utc};

pub const FIRST: &str = "2021-12-01";
pub const LAST: &str = "2027-06-30";

/// The published days off and make-up days; a date without hours is off, one with hours is worked.
pub const OFFICIAL_DAYS: &str = "
2022-01-03 | | Tết Dương lịch
2022-01-31 | | Tết Nhâm Dần
2022-02-01 | | Tết Nhâm Dần
2022-02-02 | | Tết Nhâm Dần
2022-02-03 | | Tết Nhâm Dần
2022-02-04 | | Tết Nhâm Dần
2022-04-11 | | Giỗ Tổ Hùng Vương
2022-05-02 | | Ngày Chiến thắng
2022-05-03 | | Ngày Quốc tế lao động
2022-09-01 | | Quốc khánh
2022-09-02 | | Quốc khánh
2023-01-02 | | Tết Dương lịch
2023-01-20 | | Tết Quý Mão
2023-01-23 | | Tết Quý Mão
2023-01-24 | | Tết Quý Mão
2023-01-25 | | Tết Quý Mão
2023-01-26 | | Tết Quý Mão
2023-05-01 | | Ngày Quốc tế lao động
2023-05-02 | | Ngày Chiến thắng
2023-05-03 | | Giỗ Tổ Hùng Vương
2023-09-01 | | Quốc khánh
2023-09-04 | | Quốc khánh
2024-01-01 | | Tết Dương lịch
2024-02-08 | | Tết Giáp Thìn
2024-02-09 | | Tết Giáp Thìn
2024-02-12 | | Tết Giáp Thìn
2024-02-13 | | Tết Giáp Thìn
2024-02-14 | | Tết Giáp Thìn
2024-04-18 | | Giỗ Tổ Hùng Vương
2024-04-29 | | Ngày Chiến thắng
2024-04-30 | | Ngày Chiến thắng
2024-05-01 | | Ngày Quốc tế lao động
2024-05-04 | 07:00-11:30 13:30-17:00 | Làm bù ngày 29/4
2024-09-02 | | Quốc khánh
2024-09-03 | | Quốc khánh
2025-01-01 | | Tết Dương lịch
2025-01-27 | | Tết Ất Tỵ
2025-01-28 | | Tết Ất Tỵ
2025-01-29 | | Tết Ất Tỵ
2025-01-30 | | Tết Ất Tỵ
2025-01-31 | | Tết Ất Tỵ
2025-04-07 | | Giỗ Tổ Hùng Vương
2025-04-26 | 07:00-11:30 13:30-17:00 | Làm bù ngày 2/5
2025-04-30 | | Ngày Chiến thắng
2025-05-01 | | Ngày Quốc tế lao động
2025-05-02 | | Ngày Quốc tế lao động
2025-09-01 | | Quốc khánh
2025-09-02 | | Quốc khánh
2026-01-01 | | Tết Dương lịch
2026-01-02 | | Tết Dương lịch
2026-01-10 | 07:00-11:30 13:30-17:00 | Làm bù ngày 2/1
2026-02-16 | | Tết Bính Ngọ
2026-02-17 | | Tết Bính Ngọ
2026-02-18 | | Tết Bính Ngọ
2026-02-19 | | Tết Bính Ngọ
2026-02-20 | | Tết Bính Ngọ
2026-04-27 | | Giỗ Tổ Hùng Vương
2026-04-30 | | Ngày Chiến thắng
2026-05-01 | | Ngày Quốc tế lao động
2026-08-22 | 07:00-11:30 13:30-17:00 | Làm bù ngày 31/8
2026-08-31 | | Quốc khánh
2026-09-01 | | Quốc khánh
2026-09-02 | | Quốc khánh
2026-11-24 | | Ngày Văn hóa Việt Nam
";

/// Invented on top: half-days before holidays, and days on which the office opens after 15:00.
pub const SHORT_DAYS: &str = "
2021-12-31 | 07:00-11:30 | Nghỉ sớm
2022-01-28 | 07:00-11:30 | Nghỉ sớm
2023-01-19 | 07:00-11:30 | Nghỉ sớm
2024-02-07 | 15:30-17:00 | Mở cửa muộn
2024-05-04 | 07:00-11:30 | Làm bù nửa ngày
2025-01-24 | 07:00-11:30 | Nghỉ sớm
2025-01-25 | 15:30-17:00 | Làm bù buổi chiều
2026-02-13 | 07:00-09:00 09:00-10:15 | Nghỉ sớm
";

pub fn columns(line: &str) -> [&str; 3] {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    columns.try_into().expect("three columns")
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

/// The moment of a wall time in Viet Nam, e.g. `2024-05-04 17:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    utc(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment"))
}

pub fn limit(amount: u32, unit: Unit) -> Limit {
    Limit { unit, amount }
}
