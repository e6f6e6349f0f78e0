//! Stopping the clock for a supplement and starting it again.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, Error, Limit, Policy, Unit, due, freeze, resume};

use crate::fixture::{FIXTURES, official};
use crate::sample_days::{at, date, limit};

/// The due date after one pause, on the official calendar.
fn after(limit: Limit, accepted: &str, paused: &str, resumed: &str) -> DateTime<Utc> {
    let first = due(official(), at(accepted), limit).expect("a due date").at;
    let frozen = freeze(official(), limit, first, at(paused)).expect("a frozen clock");
    let moved = resume(official(), limit, Policy::Pause, frozen, at(resumed));
    moved.expect("a due date").at
}

#[test]
fn two_working_days_of_pause_move_the_due_date_by_two() {
    let days = limit(5, Unit::WorkingDay);
    for resumed in ["2024-03-07 10:00", "2024-03-07 07:00", "2024-03-07 03:00"] {
        let moved = after(days, "2024-03-01 09:00", "2024-03-05 10:00", resumed);
        assert_eq!(moved, at("2024-03-12 17:00"), "{resumed}");
    }
}

#[test]
fn resuming_later_in_the_day_than_the_pause_began_is_rounded_up() {
    let days = limit(5, Unit::WorkingDay);
    let moved = after(days, "2024-03-01 09:00", "2024-03-05 10:00", "2024-03-07 10:01");
    assert_eq!(moved, at("2024-03-13 17:00"));
}

#[test]
fn a_pause_from_closing_to_closing_is_whole_days() {
    let days = limit(5, Unit::WorkingDay);
    let moved = after(days, "2024-03-01 09:00", "2024-03-08 17:00", "2024-03-12 17:00");
    assert_eq!(moved, at("2024-03-12 17:00"));
    let moved = after(days, "2024-03-01 09:00", "2024-03-05 17:00", "2024-03-07 17:00");
    assert_eq!(moved, at("2024-03-12 17:00"));
}

#[test]
fn a_pause_over_tet_takes_no_working_time_from_the_office() {
    let days = limit(3, Unit::WorkingDay);
    let moved = after(days, "2024-02-05 09:00", "2024-02-07 09:00", "2024-02-15 09:00");
    assert_eq!(moved, at("2024-02-16 17:00"));
}

#[test]
fn calendar_days_freeze_calendar_time_and_roll_forward() {
    let days = limit(10, Unit::Day);
    let moved = |resumed| after(days, "2024-03-04 09:00", "2024-03-07 10:00", resumed);
    assert_eq!(moved("2024-03-08 10:00"), at("2024-03-15 17:00"));
    assert_eq!(moved("2024-03-09 10:00"), at("2024-03-18 17:00"));
    assert_eq!(moved("2024-03-12 10:01"), at("2024-03-20 17:00"));
}

#[test]
fn limits_in_hours_continue_where_they_stopped() {
    let moved = after(limit(8, Unit::WorkingHour), "2024-03-04 07:00", "2024-03-04 10:00", "2024-03-05 16:00");
    assert_eq!(moved, at("2024-03-06 11:00"));
    let moved = after(limit(24, Unit::Hour), "2024-03-04 09:00", "2024-03-05 08:00", "2024-03-08 16:30");
    assert_eq!(moved, at("2024-03-11 07:00"));
}

#[test]
fn a_pause_does_not_move_the_due_date_of_an_overdue_dossier() {
    let days = limit(5, Unit::WorkingDay);
    let first = due(official(), at("2024-03-01 09:00"), days).expect("a due date").at;
    let frozen = freeze(official(), days, first, at("2024-03-08 17:01")).expect("a frozen clock");
    assert!(frozen.overdue && frozen.minutes == 0);
    let kept = resume(official(), days, Policy::Pause, frozen, at("2024-03-20 09:00"));
    assert_eq!(kept.expect("a due date").at, first);
}

#[test]
fn a_restart_counts_the_whole_limit_again() {
    let days = limit(5, Unit::WorkingDay);
    let first = due(official(), at("2024-03-01 09:00"), days).expect("a due date").at;
    let frozen = freeze(official(), days, first, at("2024-03-08 09:00")).expect("a frozen clock");
    let again = resume(official(), days, Policy::Restart, frozen, at("2024-03-11 09:00"));
    assert_eq!(again, due(official(), at("2024-03-11 09:00"), days));
}

#[test]
fn a_pause_that_ends_on_a_half_day_can_add_a_working_day() {
    let calendar = &FIXTURES[1].calendar;
    let one = limit(1, Unit::WorkingDay);
    let first = due(calendar, at("2024-05-02 09:00"), one).expect("a due date").at;
    let frozen = freeze(calendar, one, first, at("2024-05-03 07:00")).expect("a frozen clock");
    let moved = resume(calendar, one, Policy::Pause, frozen, at("2024-05-04 07:00"));
    assert_eq!(moved.expect("a due date").at, at("2024-05-06 17:00"));
}

#[test]
fn a_pause_past_the_end_of_the_calendar_is_an_error() {
    let march = Calendar::office_hours("march", 1, date("2024-03-01"), date("2024-03-31"));
    for unit in [Unit::WorkingDay, Unit::Day, Unit::WorkingHour, Unit::Hour] {
        let limit = limit(5, unit);
        let first = due(&march, at("2024-03-18 09:00"), limit).expect("a due date").at;
        let frozen = freeze(&march, limit, first, at("2024-03-18 10:00")).expect("a frozen clock");
        let late = resume(&march, limit, Policy::Pause, frozen, at("2024-04-01 09:00"));
        assert_eq!(late, Err(Error::OutsideCalendar { day: date("2024-04-01") }));
        let early = freeze(&march, limit, first, at("2024-02-29 10:00"));
        assert_eq!(early, Err(Error::OutsideCalendar { day: date("2024-02-29") }));
    }
}
