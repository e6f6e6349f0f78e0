//! On which days two versions of a calendar have different working time.

use chrono::NaiveDate;
use motcua_worktime::{Calendar, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shapes::OpeningHours;

/// A local day whose working time differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayDifference {
    /// The local day.
    pub day: NaiveDate,
    /// Its hours in the earlier version; absent when that does not cover the day, empty when it is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<OpeningHours>>)]
    pub from: Option<Vec<Span>>,
    /// Its hours in the later version; absent when that does not cover the day, empty when it is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<OpeningHours>>)]
    pub to: Option<Vec<Span>>,
}

/// The days after `after` whose working time differs from `earlier` to `later`, in order. Another name of a holiday is
/// not a difference.
pub fn day_differences<'a>(
    earlier: &'a Calendar,
    later: &'a Calendar,
    after: Option<NaiveDate>,
) -> impl Iterator<Item = DayDifference> {
    let hours = |calendar: &Calendar, day| calendar.covers(day).then(|| calendar.spans(day).to_vec());
    let days = covered(earlier, later).filter(move |day| after.is_none_or(|after| *day > after));
    days.filter_map(move |day| {
        let (from, to) = (hours(earlier, day), hours(later, day));
        (from != to).then_some(DayDifference { day, from, to })
    })
}

/// The days that at least one calendar covers, in order. A gap between the validities, which may be long, is skipped.
fn covered(one: &Calendar, other: &Calendar) -> impl Iterator<Item = NaiveDate> {
    let days = |from: NaiveDate, to: NaiveDate| from.iter_days().take_while(move |day| *day <= to);
    let (first, second) = if one.valid_from <= other.valid_from { (one, other) } else { (other, one) };
    let rest = first.valid_to.succ_opt().map(|next| days(next.max(second.valid_from), second.valid_to));
    days(first.valid_from, first.valid_to).chain(rest.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use motcua_worktime::Day;

    use super::*;
    use crate::domain::sample;

    fn found(earlier: &Calendar, later: &Calendar) -> Vec<(String, Option<usize>, Option<usize>)> {
        let flat =
            |found: DayDifference| (found.day.to_string(), found.from.map(|s| s.len()), found.to.map(|s| s.len()));
        day_differences(earlier, later, None).map(flat).collect()
    }

    fn off(calendar: &mut Calendar, day: &str, reason: &str) {
        calendar.overrides.insert(day.parse().unwrap(), Day::Off { reason: reason.into() });
    }

    #[test]
    fn a_holiday_is_a_difference_and_its_name_is_not() {
        let (mut earlier, mut later) = (sample::calendar(), sample::calendar());
        assert_eq!(found(&earlier, &later), []);
        off(&mut earlier, "2022-04-11", "Giỗ Tổ Hùng Vương");
        off(&mut later, "2022-04-11", "Giỗ Tổ");
        off(&mut later, "2022-09-02", "Quốc khánh");
        // A Sunday: off anyway.
        off(&mut later, "2022-01-02", "Tết");
        assert_eq!(found(&earlier, &later), [("2022-09-02".into(), Some(2), Some(0))]);
    }

    #[test]
    fn a_day_that_only_one_calendar_covers_differs() {
        let (mut earlier, mut later) = (sample::calendar(), sample::calendar());
        earlier.valid_to = "2021-07-02".parse().unwrap();
        later.valid_from = "2021-07-02".parse().unwrap();
        later.valid_to = "2021-07-03".parse().unwrap();
        let expected = [("2021-07-01".into(), Some(2), None), ("2021-07-03".into(), None, Some(0))];
        assert_eq!(found(&earlier, &later), expected);
        let back = [("2021-07-01".into(), None, Some(2)), ("2021-07-03".into(), Some(0), None)];
        assert_eq!(found(&later, &earlier), back);
    }

    #[test]
    fn the_gap_between_two_validities_is_skipped() {
        let (mut earlier, mut later) = (sample::calendar(), sample::calendar());
        earlier.valid_to = earlier.valid_from;
        (later.valid_from, later.valid_to) = ("9998-12-31".parse().unwrap(), "9999-01-01".parse().unwrap());
        assert_eq!(found(&earlier, &later).len(), 3);
        later.valid_from = "2021-07-05".parse().unwrap();
        later.valid_to = later.valid_from;
        let behind = day_differences(&earlier, &later, Some(earlier.valid_from));
        assert_eq!(behind.map(|found| found.day).collect::<Vec<_>>(), [later.valid_from]);
    }
}
