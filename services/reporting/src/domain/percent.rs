//! Numbers for people: grouped thousands, and percentages rounded in integer arithmetic.

/// `43378` as `43.378`, with the separator of the language between the thousands.
pub fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// `part` of `whole` as a percentage, rounded half up to one or two `decimals`; a dash when `whole` is 0. A part that
/// is not the whole never rounds up to 100.
pub fn percent(part: u64, whole: u64, decimals: u32, point: char) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let unit = 10u128.pow(decimals);
    let (part, whole) = (u128::from(part), u128::from(whole));
    let mut rounded = (part * 100 * unit * 2 + whole) / (whole * 2);
    if part < whole && rounded == 100 * unit {
        rounded -= 1;
    }
    let (before, after) = (rounded / unit, rounded % unit);
    format!("{before}{point}{after:0width$}%", width = usize::try_from(decimals).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(43_378, '.'), "43.378");
        assert_eq!(grouped(1_000_000, ','), "1,000,000");
        assert_eq!(grouped(999, '.'), "999");
        assert_eq!(grouped(0, '.'), "0");
    }

    #[test]
    fn the_percentages_of_the_seed_are_the_published_ones() {
        assert_eq!(percent(19_126, 43_378, 1, ','), "44,1%");
        assert_eq!(percent(20_539, 40_673, 1, ','), "50,5%");
        assert_eq!(percent(20_134, 40_673, 1, '.'), "49.5%");
        assert_eq!(percent(40_673, 40_693, 2, ','), "99,95%");
        assert_eq!(percent(12_670, 12_710, 1, ','), "99,7%");
        assert_eq!(percent(12_710, 40_693, 1, ','), "31,2%");
    }

    #[test]
    fn only_the_whole_is_100_percent() {
        assert_eq!(percent(7, 7, 1, ','), "100,0%");
        assert_eq!(percent(99_999, 100_000, 1, ','), "99,9%");
        assert_eq!(percent(0, 7, 1, ','), "0,0%");
        assert_eq!(percent(0, 0, 1, ','), "–");
    }
}
