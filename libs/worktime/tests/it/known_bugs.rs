//! Five bugs seen in the deadline code of another province do not occur here.

use chrono::Datelike;
use motcua_worktime::{Calendar, Error, Policy, Unit, due, freeze, resume};

use crate::fixture::official;
use crate::sample_days::{at, date, limit};

#[test]
fn december_acceptances_skip_the_holidays_of_the_next_year() {
    let due = due(official(), at("2021-12-30 09:00"), limit(25, Unit::WorkingDay)).expect("a due date");
    // 3 January and the five days of Tết Nhâm Dần are off; without them it would be 3 February.
    assert_eq!(due.at, at("2022-02-11 17:00"));
}

#[test]
fn a_make_up_saturday_is_a_working_day() {
    let due = due(official(), at("2024-04-26 09:00"), limit(3, Unit::WorkingDay)).expect("a due date");
    // 29 April to 1 May are off: Thursday, Friday and the make-up Saturday count.
    assert_eq!(due.at, at("2024-05-04 17:00"));
}

#[test]
fn a_supplement_moves_the_due_date_by_working_time_not_calendar_days() {
    let limit = limit(5, Unit::WorkingDay);
    let first = due(official(), at("2024-03-04 09:00"), limit).expect("a due date");
    assert_eq!(first.at, at("2024-03-11 17:00"));
    let frozen = freeze(official(), limit, first.at, at("2024-03-08 10:00")).expect("a frozen clock");
    assert_eq!(frozen.minutes, 90 + 210 + 480);
    let moved = resume(official(), limit, Policy::Pause, frozen, at("2024-03-11 10:00"));
    // Friday to Monday is one working day; three calendar days would give Thursday.
    assert_eq!(moved.expect("a due date").at, at("2024-03-12 17:00"));
}

#[test]
fn a_saturday_submission_counts_as_received_on_monday() {
    let saturday = at("2024-03-09 10:00");
    let days = due(official(), saturday, limit(1, Unit::WorkingDay)).expect("a due date");
    assert_eq!(days.at, at("2024-03-12 17:00"));
    let hours = due(official(), saturday, limit(8, Unit::WorkingHour)).expect("a due date");
    assert_eq!(hours.at, at("2024-03-11 17:00"));
}

#[test]
fn what_cannot_be_computed_is_an_error_and_never_the_year_1() {
    let (from, to) = (date("2024-01-01"), date("2024-01-31"));
    let january = Calendar::office_hours("january", 1, from, to);
    let mut closed = january.clone();
    closed.week = Default::default();
    closed.valid_to = date("2026-01-31");
    let ten_days = limit(10, Unit::WorkingDay);

    let after = due(&january, at("2024-01-25 09:00"), ten_days);
    assert_eq!(after, Err(Error::OutsideCalendar { day: date("2024-02-01") }));
    let before = due(&january, at("2023-12-31 09:00"), ten_days);
    assert_eq!(before, Err(Error::OutsideCalendar { day: date("2023-12-31") }));
    let never = due(&closed, at("2024-01-05 09:00"), ten_days);
    assert_eq!(never, Err(Error::NoWorkingDay { day: date("2024-01-05") }));
    let nothing = due(&january, at("2024-01-05 09:00"), limit(0, Unit::Day));
    assert_eq!(nothing, Err(Error::BadLimit { unit: Unit::Day, amount: 0 }));
    let valid = due(&january, at("2024-01-05 09:00"), ten_days).expect("a due date");
    assert_eq!(valid.on.year(), 2024);
}
