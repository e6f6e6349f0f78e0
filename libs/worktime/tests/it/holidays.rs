//! The published days off and make-up days, December 2021 to 2026.

use chrono::{Datelike, Weekday};
use motcua_worktime::{Day, DayKind};

use crate::fixture::official;
use crate::sample_days::date;

#[test]
fn every_day_off_is_a_weekday_and_every_make_up_day_a_saturday() {
    for (day, change) in &official().overrides {
        match change {
            Day::Off { reason } => {
                assert!(day.weekday().num_days_from_monday() < 5, "{day}");
                assert!(!official().is_working(*day));
                assert_eq!(official().day_kind(*day), DayKind::Holiday { reason: reason.clone() });
            }
            Day::Working { reason, .. } => {
                assert_eq!(day.weekday(), Weekday::Sat, "{day}");
                assert!(official().is_working(*day));
                assert_eq!(official().day_kind(*day), DayKind::MakeUp { reason: reason.clone() });
            }
        }
    }
}

#[test]
fn working_days_per_year() {
    let expected = [(2021, 23), (2022, 249), (2023, 249), (2024, 251), (2025, 250), (2026, 249)];
    for (year, days) in expected {
        let first = date("2021-12-01").max(date(&format!("{year}-01-01")));
        let in_year = first.iter_days().take_while(|day| day.year() == year);
        let working = in_year.filter(|day| official().is_working(*day)).count();
        assert_eq!(working, days, "{year}");
    }
}

#[test]
fn the_office_is_closed_during_tet() {
    let weeks = ["2022-01-31", "2023-01-20", "2024-02-08", "2025-01-27", "2026-02-16"];
    let last = ["2022-02-06", "2023-01-26", "2024-02-14", "2025-02-02", "2026-02-22"];
    for (first, last) in weeks.into_iter().zip(last) {
        let days = date(first).iter_days().take_while(|day| *day <= date(last));
        assert!(days.into_iter().all(|day| !official().is_working(day)), "{first}");
    }
}

#[test]
fn kinds_of_days_without_override() {
    assert_eq!(official().day_kind(date("2024-05-03")), DayKind::Ordinary);
    assert_eq!(official().day_kind(date("2024-05-05")), DayKind::Weekend);
    assert_eq!(official().day_kind(date("2031-01-01")), DayKind::OutsideCalendar);
}
