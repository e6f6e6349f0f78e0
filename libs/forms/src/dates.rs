//! Days and times as Vietnamese administrative documents write them.

use chrono::{NaiveDate, NaiveDateTime};

/// `10 giờ 05 phút, ngày 05 tháng 12 năm 2022`; wall time in Viet Nam.
pub fn long(at: NaiveDateTime) -> String {
    at.format("%H giờ %M phút, ngày %d tháng %m năm %Y").to_string()
}

/// `10:05 05/12/2022`; wall time in Viet Nam.
pub fn short(at: NaiveDateTime) -> String {
    at.format("%H:%M %d/%m/%Y").to_string()
}

/// `ngày 05 tháng 12 năm 2022`: two digits for days below 10 and months 1 and 2 (NĐ 30/2020 Phụ lục I), here for all.
pub fn day_in_words(day: NaiveDate) -> String {
    day.format("ngày %d tháng %m năm %Y").to_string()
}

/// A day that is not known, as [`day_in_words`] writes it: filled in by hand.
pub const UNKNOWN_DAY: &str = "ngày …… tháng …… năm ………";

/// `05/12/2022`.
pub fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// `1.250.000 đồng`.
pub fn dong(amount: u64) -> String {
    let digits = amount.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out + " đồng"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_forms_write_them() {
        let day_of = NaiveDate::from_ymd_opt(2022, 12, 5).unwrap();
        let at = day_of.and_hms_opt(9, 5, 59).unwrap();
        assert_eq!(long(at), "09 giờ 05 phút, ngày 05 tháng 12 năm 2022");
        assert_eq!(short(at), "09:05 05/12/2022");
        assert_eq!(day_in_words(day_of), "ngày 05 tháng 12 năm 2022");
        assert_eq!(day(day_of), "05/12/2022");
    }

    #[test]
    fn money_is_grouped_by_points() {
        assert_eq!(dong(0), "0 đồng");
        assert_eq!(dong(8_000), "8.000 đồng");
        assert_eq!(dong(1_250_000), "1.250.000 đồng");
    }
}
