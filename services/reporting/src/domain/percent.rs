//! Percentages as the reports print them, rounded in integer arithmetic.

use motcua_contracts::format::{fixed_point, scaled};

/// `part` of `whole` as a percentage, rounded half up to one or two `decimals`; a dash when `whole` is 0. A part that
/// is not the whole never rounds up to 100.
pub fn percent(part: u64, whole: u64, decimals: u8, point: char) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let all = 100 * 10u64.pow(u32::from(decimals));
    let rounded = scaled(part, whole, all);
    let rounded = if part < whole { rounded.min(all - 1) } else { rounded };
    format!("{}%", fixed_point(rounded, decimals, point))
}

#[cfg(test)]
mod tests {
    use super::*;

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
