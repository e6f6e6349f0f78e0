//! Numbers, shares, dates and moments as people read them.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use motcua_worktime::{local, local_date};

use crate::lang::Lang;

/// `43378` as `43.378`, in English `43,378`.
pub fn number(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(lang.say(".", ","));
        }
        text.push(digit);
    }
    text
}

/// `150.000 đồng`, in English `150,000 đồng`.
pub fn dong(amount: u64, lang: Lang) -> String {
    format!("{} đồng", number(amount, lang))
}

/// The share of `part` in `whole` with one decimal, with two where one would say 0 or 100 of what is neither.
pub fn share(part: u64, whole: u64, lang: Lang) -> String {
    let tenths = rounded(part, whole, 1000);
    if part > 0 && part < whole && (tenths == 0 || tenths == 1000) {
        return share_fine(part, whole, lang);
    }
    if whole == 0 { "–".to_owned() } else { decimal(tenths, 10, 1, lang) }
}

/// The share with two decimals; what is not all never rounds up to 100.
pub fn share_fine(part: u64, whole: u64, lang: Lang) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let hundredths = rounded(part, whole, 10_000);
    let hundredths = if part < whole { hundredths.min(9_999) } else { hundredths };
    let all_or_nothing = hundredths.is_multiple_of(10_000);
    if all_or_nothing { format!("{}%", hundredths / 100) } else { decimal(hundredths, 100, 2, lang) }
}

/// `part` of `whole`, scaled to `scale` and rounded half up.
pub fn rounded(part: u64, whole: u64, scale: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let (part, whole, scale) = (u128::from(part), u128::from(whole), u128::from(scale));
    u64::try_from((part * scale * 2 + whole) / (whole * 2)).unwrap_or(u64::MAX)
}

fn decimal(value: u64, unit: u64, width: usize, lang: Lang) -> String {
    format!("{}{}{:0width$}%", value / unit, lang.say(",", "."), value % unit)
}

/// `15/12/2022`, in English `15 December 2022`.
pub fn date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => day.format("%d/%m/%Y").to_string(),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}

/// `thứ Năm, 15/12/2022`, in English `Thursday 15 December 2022`.
pub fn long_date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{}, {}", weekday(day.weekday()), date(day, lang)),
        Lang::En => day.format("%A %-d %B %Y").to_string(),
    }
}

/// `thứ Năm, 15/12/2022, trước 17:00`.
pub fn promise(due_at: DateTime<Utc>, lang: Lang) -> String {
    format!("{}, {} {}", long_date(local_date(due_at), lang), lang.say("trước", "before"), clock(due_at))
}

/// `08:12 ngày 06/12/2022`, in English `08:12 on 6 December 2022`.
pub fn moment(at: DateTime<Utc>, lang: Lang) -> String {
    format!("{} {} {}", clock(at), lang.say("ngày", "on"), date(local_date(at), lang))
}

/// `17:00`, in Viet Nam.
pub fn clock(at: DateTime<Utc>) -> String {
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
    fn numbers_and_shares_come_out_as_published() {
        assert_eq!(number(43_378, Lang::Vi), "43.378");
        assert_eq!(number(1_000_000, Lang::En), "1,000,000");
        assert_eq!(share(19_126, 43_378, Lang::Vi), "44,1%");
        assert_eq!(share(20_134, 40_693, Lang::En), "49.5%");
        assert_eq!(share_fine(40_673, 40_693, Lang::Vi), "99,95%");
        assert_eq!(share(12_670, 12_710, Lang::Vi), "99,7%");
    }

    #[test]
    fn little_is_not_nothing_and_almost_all_is_not_all() {
        assert_eq!(share(20, 40_693, Lang::Vi), "0,05%");
        assert_eq!(share(40_673, 40_693, Lang::Vi), "99,95%");
        assert_eq!(share_fine(999_999, 1_000_000, Lang::Vi), "99,99%");
        assert_eq!(share_fine(7, 7, Lang::Vi), "100%");
        assert_eq!(share(0, 7, Lang::Vi), "0,0%");
        assert_eq!(share(0, 0, Lang::Vi), "–");
    }

    #[test]
    fn the_promised_date_is_said_in_plain_words() {
        let due = "2022-12-15T10:00:00Z".parse().unwrap();
        assert_eq!(promise(due, Lang::Vi), "thứ Năm, 15/12/2022, trước 17:00");
        assert_eq!(promise(due, Lang::En), "Thursday 15 December 2022, before 17:00");
        let received = "2022-12-06T01:12:00Z".parse().unwrap();
        assert_eq!(moment(received, Lang::Vi), "08:12 ngày 06/12/2022");
    }
}
