//! The published days off and make-up days, December 2021 to 2026.

use chrono::{Datelike, Weekday};
use motcua_worktime::{Day, Why};

use crate::office::{date, official};

#[test]
fn every_day_off_is_a_weekday_and_every_make_up_day_a_saturday() {
    for (day, change) in &official().overrides {
        match change {
            Day::Off { reason } => {
                assert!(day.weekday().num_days_from_monday() < 5, "{day}");
                assert!(!official().is_working(*day));
                assert_eq!(official().reason(*day), Why::Holiday { reason: reason.clone() });
            }
            Day::Working { reason, .. } => {
                assert_eq!(day.weekday(), Weekday::Sat, "{day}");
                assert!(official().is_working(*day));
                assert_eq!(official().reason(*day), Why::MakeUp { reason: reason.clone() });
            }
        }
    }
}

#[test]
fn the_years_have_their_working_days() {
    let expected = [(2021, 23), (2022, 249), (2023, 249), (2024, 251), (2025, 250), (2026, 249)];
    for (year, days) in expected {
        let first = date("2021-12-01").max(date(&format!("{year}-01-01")));
        let in_year = first.iter_days().take_while(|day| day.year() == year);
        let working = in_year.filter(|day| official().is_working(*day)).count();
        assert_eq!(working, days, "{year}");
    }
}

#[test]
fn tet_is_a_closed_week() {
    let weeks = ["2022-01-31", "2023-01-20", "2024-02-08", "2025-01-27", "2026-02-16"];
    let last = ["2022-02-06", "2023-01-26", "2024-02-14", "2025-02-02", "2026-02-22"];
    for (first, last) in weeks.into_iter().zip(last) {
        let days = date(first).iter_days().take_while(|day| *day <= date(last));
        assert!(days.into_iter().all(|day| !official().is_working(day)), "{first}");
    }
}

#[test]
fn ordinary_days_say_so() {
    assert_eq!(official().reason(date("2024-05-03")), Why::Ordinary);
    assert_eq!(official().reason(date("2024-05-05")), Why::Weekend);
    assert_eq!(official().reason(date("2031-01-01")), Why::OutsideCalendar);
}
