//! Numbers and days as people read them; the separators depend on the language.

use chrono::NaiveDate;

/// `1250000` as `1.250.000`, with this separator between the thousands.
pub fn group_digits(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// `part` of `whole` on a scale from 0 to `scale`, rounded half up in integer arithmetic; 0 of nothing.
pub fn scaled(part: u64, whole: u64, scale: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let (part, whole, scale) = (u128::from(part), u128::from(whole), u128::from(scale));
    u64::try_from((part * scale * 2 + whole) / (whole * 2)).unwrap_or(u64::MAX)
}

/// `441` with one decimal as `44,1`, with this decimal point.
pub fn fixed_point(value: u64, decimals: u8, point: char) -> String {
    let unit = 10u64.pow(u32::from(decimals));
    format!("{}{point}{:0width$}", value / unit, value % unit, width = usize::from(decimals))
}

/// `15/12/2022`.
pub fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(group_digits(43_378, '.'), "43.378");
        assert_eq!(group_digits(1_000_000, ','), "1,000,000");
        assert_eq!(group_digits(999, '.'), "999");
        assert_eq!(group_digits(0, '.'), "0");
    }

    #[test]
    fn parts_are_rounded_half_up() {
        assert_eq!((scaled(1, 3, 100), scaled(2, 3, 100), scaled(1, 8, 100)), (33, 67, 13));
        assert_eq!((scaled(5, 0, 100), scaled(u64::MAX, u64::MAX, 1000)), (0, 1000));
    }

    #[test]
    fn decimals_are_kept_behind_the_point() {
        assert_eq!(fixed_point(441, 1, ','), "44,1");
        assert_eq!(fixed_point(5, 2, '.'), "0.05");
    }

    #[test]
    fn a_day_has_two_digits_for_day_and_month() {
        assert_eq!(day(NaiveDate::from_ymd_opt(2022, 2, 5).unwrap()), "05/02/2022");
    }
}
