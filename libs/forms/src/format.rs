//! Dates, times and amounts as Vietnamese administrative documents write them.

use chrono::{NaiveDate, NaiveDateTime};
pub use motcua_contracts::format::day;
use motcua_contracts::format::group_digits;

/// `10 giờ 05 phút, ngày 05 tháng 12 năm 2022`; wall time in Viet Nam.
pub fn time_and_day_in_words(at: NaiveDateTime) -> String {
    at.format("%H giờ %M phút, ngày %d tháng %m năm %Y").to_string()
}

/// `10:05 05/12/2022`; wall time in Viet Nam.
pub fn time_and_day(at: NaiveDateTime) -> String {
    at.format("%H:%M %d/%m/%Y").to_string()
}

/// `ngày 05 tháng 12 năm 2022`. Decree 30/2020/NĐ-CP, Annex I, asks for two digits for days below 10 and months 1 and
/// 2; here every day and month has two.
pub fn day_in_words(day: NaiveDate) -> String {
    day.format("ngày %d tháng %m năm %Y").to_string()
}

/// The blank for an unknown day, to be filled in by hand; the same wording as [`day_in_words`].
pub const UNKNOWN_DAY: &str = "ngày …… tháng …… năm ………";

/// `1.250.000 đồng`.
pub fn dong(amount: u64) -> String {
    format!("{} đồng", group_digits(amount, '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_days_as_the_forms_write_them() {
        let date = NaiveDate::from_ymd_opt(2022, 12, 5).unwrap();
        let at = date.and_hms_opt(9, 5, 59).unwrap();
        assert_eq!(time_and_day_in_words(at), "09 giờ 05 phút, ngày 05 tháng 12 năm 2022");
        assert_eq!(time_and_day(at), "09:05 05/12/2022");
        assert_eq!(day_in_words(date), "ngày 05 tháng 12 năm 2022");
        assert_eq!(day(date), "05/12/2022");
    }

    #[test]
    fn amounts_have_dots_as_thousands_separators() {
        assert_eq!(dong(0), "0 đồng");
        assert_eq!(dong(8_000), "8.000 đồng");
        assert_eq!(dong(1_250_000), "1.250.000 đồng");
    }
}
