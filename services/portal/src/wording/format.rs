//! Numbers, shares, dates and times as people read them; times in Viet Nam.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use motcua_contracts::format::{self, fixed_point, group_digits, scaled};
use motcua_kit::http::Language;
use motcua_worktime::{local, local_date};

/// `43.378`, in English `43,378`.
pub fn number(number: u64, lang: Language) -> String {
    group_digits(number, thousands_separator(lang))
}

/// `150.000 đồng`, in English `150,000 đồng`.
pub fn dong(amount: u64, lang: Language) -> String {
    format!("{} đồng", number(amount, lang))
}

/// `44,1%`, in English `44.1%`: one decimal, and two where one would round to 0 or 100 what is neither.
pub fn share(part: u64, whole: u64, lang: Language) -> String {
    let tenths = scaled(part, whole, 1000);
    if part > 0 && part < whole && (tenths == 0 || tenths == 1000) {
        return precise_share(part, whole, lang);
    }
    if whole == 0 { "–".to_owned() } else { percent(tenths, 1, lang) }
}

/// `99,95%`: two decimals, never rounded up to 100.
pub fn precise_share(part: u64, whole: u64, lang: Language) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let hundredths = scaled(part, whole, 10_000);
    let hundredths = if part < whole { hundredths.min(9_999) } else { hundredths };
    let all_or_nothing = hundredths.is_multiple_of(10_000);
    if all_or_nothing { format!("{}%", hundredths / 100) } else { percent(hundredths, 2, lang) }
}

fn thousands_separator(lang: Language) -> char {
    match lang {
        Language::Vi => '.',
        Language::En => ',',
    }
}

fn decimal_point(lang: Language) -> char {
    match lang {
        Language::Vi => ',',
        Language::En => '.',
    }
}

fn percent(value: u64, decimals: u8, lang: Language) -> String {
    format!("{}%", fixed_point(value, decimals, decimal_point(lang)))
}

/// `15/12/2022`, in English `15 December 2022`.
pub fn date(day: NaiveDate, lang: Language) -> String {
    match lang {
        Language::Vi => format::day(day),
        Language::En => day.format("%-d %B %Y").to_string(),
    }
}

/// `thứ Năm, 15/12/2022`, in English `Thursday 15 December 2022`.
pub fn long_date(day: NaiveDate, lang: Language) -> String {
    match lang {
        Language::Vi => format!("{}, {}", weekday(day.weekday()), date(day, lang)),
        Language::En => day.format("%A %-d %B %Y").to_string(),
    }
}

/// `thứ Năm, 15/12/2022, trước 17:00`, in English `Thursday 15 December 2022, before 17:00`.
pub fn due(due_at: DateTime<Utc>, lang: Language) -> String {
    format!("{}, {} {}", long_date(local_date(due_at), lang), lang.pick("trước", "before"), time(due_at))
}

/// `08:12 ngày 06/12/2022`, in English `08:12 on 6 December 2022`.
pub fn time_and_date(at: DateTime<Utc>, lang: Language) -> String {
    format!("{} {} {}", time(at), lang.pick("ngày", "on"), date(local_date(at), lang))
}

/// `17:00`.
pub fn time(at: DateTime<Utc>) -> String {
    local(at).format("%H:%M").to_string()
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_shares_are_written_as_in_published_reports() {
        assert_eq!(number(43_378, Language::Vi), "43.378");
        assert_eq!(number(1_000_000, Language::En), "1,000,000");
        assert_eq!(share(19_126, 43_378, Language::Vi), "44,1%");
        assert_eq!(share(20_134, 40_693, Language::En), "49.5%");
        assert_eq!(precise_share(40_673, 40_693, Language::Vi), "99,95%");
        assert_eq!(share(12_670, 12_710, Language::Vi), "99,7%");
    }

    #[test]
    fn shares_round_to_0_or_100_only_when_they_are() {
        assert_eq!(share(20, 40_693, Language::Vi), "0,05%");
        assert_eq!(share(40_673, 40_693, Language::Vi), "99,95%");
        assert_eq!(precise_share(999_999, 1_000_000, Language::Vi), "99,99%");
        assert_eq!(precise_share(7, 7, Language::Vi), "100%");
        assert_eq!(share(0, 7, Language::Vi), "0,0%");
        assert_eq!(share(0, 0, Language::Vi), "–");
    }

    #[test]
    fn a_due_date_is_written_with_weekday_and_time() {
        let due_at = "2022-12-15T10:00:00Z".parse().unwrap();
        assert_eq!(due(due_at, Language::Vi), "thứ Năm, 15/12/2022, trước 17:00");
        assert_eq!(due(due_at, Language::En), "Thursday 15 December 2022, before 17:00");
        let received = "2022-12-06T01:12:00Z".parse().unwrap();
        assert_eq!(time_and_date(received, Language::Vi), "08:12 ngày 06/12/2022");
    }
}
