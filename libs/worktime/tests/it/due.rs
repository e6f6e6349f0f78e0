//! When limits fall due, one line per example.

use motcua_worktime::{Calendar, Day, Error, Limit, Unit, due};

use crate::fixture::{FIXTURES, official};
use crate::sample_days::{at, date, limit};

fn check(calendar: &Calendar, cases: &[(&str, u32, Unit, &str)]) {
    for (accepted, amount, unit, expected) in cases {
        let due = due(calendar, at(accepted), limit(*amount, *unit)).expect("a due date");
        assert_eq!(due.at, at(expected), "{amount} {unit:?} from {accepted}");
        assert_eq!(due.on.to_string(), expected[..10]);
    }
}

#[test]
fn working_days_begin_after_the_day_of_receipt_and_end_at_closing() {
    let unit = Unit::WorkingDay;
    check(
        official(),
        &[
            ("2024-03-04 09:00", 1, unit, "2024-03-05 17:00"),
            ("2024-03-04 16:59", 5, unit, "2024-03-11 17:00"),
            ("2024-03-04 05:00", 1, unit, "2024-03-05 17:00"),
            // After closing the day of receipt is still that day.
            ("2024-03-08 20:00", 1, unit, "2024-03-11 17:00"),
            // A day off is no day of receipt.
            ("2024-03-09 00:00", 1, unit, "2024-03-12 17:00"),
            ("2024-02-10 10:00", 1, unit, "2024-02-16 17:00"),
            // 00:30 in Viet Nam is still the day before in UTC.
            ("2024-03-05 00:30", 1, unit, "2024-03-06 17:00"),
        ],
    );
}

#[test]
fn calendar_days_count_every_day_and_roll_forward() {
    let unit = Unit::Day;
    check(
        official(),
        &[
            ("2024-03-04 09:00", 10, unit, "2024-03-14 17:00"),
            ("2024-03-04 09:00", 5, unit, "2024-03-11 17:00"),
            ("2024-01-29 09:00", 10, unit, "2024-02-15 17:00"),
            // 4 May 2024 is a worked Saturday: nothing to roll.
            ("2024-04-24 09:00", 10, unit, "2024-05-04 17:00"),
            ("2024-03-09 09:00", 3, unit, "2024-03-14 17:00"),
        ],
    );
}

#[test]
fn months_end_on_the_corresponding_day_or_the_last_of_the_month() {
    let unit = Unit::Month;
    check(
        official(),
        &[
            ("2023-12-29 09:00", 2, unit, "2024-02-29 17:00"),
            ("2024-01-31 09:00", 1, unit, "2024-02-29 17:00"),
            ("2024-01-31 09:00", 2, unit, "2024-04-01 17:00"),
            ("2024-03-04 18:00", 1, unit, "2024-04-04 17:00"),
            ("2024-03-09 09:00", 1, unit, "2024-04-11 17:00"),
        ],
    );
}

#[test]
fn within_the_day_turns_at_fifteen_hundred() {
    let unit = Unit::SameDay;
    check(
        official(),
        &[
            ("2024-03-08 06:00", 0, unit, "2024-03-08 17:00"),
            ("2024-03-08 15:00", 1, unit, "2024-03-08 17:00"),
            ("2024-03-08 15:01", 1, unit, "2024-03-11 17:00"),
            ("2024-03-08 17:00", 1, unit, "2024-03-11 17:00"),
            ("2024-03-09 16:00", 1, unit, "2024-03-11 17:00"),
        ],
    );
}

#[test]
fn same_day_limits_are_never_due_before_the_receipt() {
    // A half-day that closes at 11:30, and a day that opens at 15:30.
    check(
        &FIXTURES[1].calendar,
        &[
            ("2022-01-28 10:00", 1, Unit::SameDay, "2022-01-28 11:30"),
            ("2022-01-28 13:00", 1, Unit::SameDay, "2022-02-07 17:00"),
            ("2024-02-07 10:00", 1, Unit::SameDay, "2024-02-15 17:00"),
        ],
    );
}

#[test]
fn working_hours_leave_out_lunch_nights_and_days_off() {
    let unit = Unit::WorkingHour;
    check(
        official(),
        &[
            ("2024-03-04 09:00", 2, unit, "2024-03-04 11:00"),
            ("2024-03-04 09:30", 2, unit, "2024-03-04 11:30"),
            ("2024-03-04 10:00", 2, unit, "2024-03-04 14:00"),
            ("2024-03-04 12:10", 1, unit, "2024-03-04 14:30"),
            ("2024-03-08 16:00", 2, unit, "2024-03-11 08:00"),
            ("2024-03-08 18:00", 8, unit, "2024-03-11 17:00"),
        ],
    );
}

#[test]
fn clock_hours_run_on_and_end_in_working_time() {
    let unit = Unit::Hour;
    check(
        official(),
        &[
            ("2024-03-04 09:00", 24, unit, "2024-03-05 09:00"),
            ("2024-03-04 10:00", 2, unit, "2024-03-04 13:30"),
            ("2024-03-04 10:30", 1, unit, "2024-03-04 11:30"),
            ("2024-03-04 15:00", 12, unit, "2024-03-05 07:00"),
            ("2024-03-08 09:00", 24, unit, "2024-03-11 07:00"),
            // Received on Saturday: the clock starts on Monday at 07:00.
            ("2024-03-09 09:00", 24, unit, "2024-03-12 07:00"),
        ],
    );
}

#[test]
fn a_half_day_is_due_at_its_own_closing_time() {
    let closing = [("2024-05-03 09:00", 1, Unit::WorkingDay, "2024-05-04 11:30")];
    check(&FIXTURES[1].calendar, &closing);
}

#[test]
fn amounts_outside_the_bounds_are_refused() {
    let bad = |amount, unit| limit(amount, unit).validate() == Err(Error::BadLimit { unit, amount });
    for unit in [Unit::Day, Unit::WorkingDay, Unit::Month] {
        assert!(bad(0, unit) && bad(3_651, unit));
        assert_eq!(limit(3_650, unit).validate(), Ok(()));
    }
    for unit in [Unit::Hour, Unit::WorkingHour] {
        assert!(bad(0, unit) && bad(87_601, unit));
        assert_eq!(limit(87_600, unit).validate(), Ok(()));
    }
    assert!(bad(2, Unit::SameDay));
    assert_eq!(limit(0, Unit::SameDay).validate(), Ok(()));
}

#[test]
fn nominal_minutes_of_each_unit() {
    let minutes = |amount, unit| Limit { unit, amount }.nominal_minutes();
    assert_eq!(minutes(3, Unit::Hour), 180);
    assert_eq!(minutes(3, Unit::WorkingHour), 180);
    assert_eq!(minutes(5, Unit::Day), 2_400);
    assert_eq!(minutes(5, Unit::WorkingDay), 2_400);
    assert_eq!(minutes(1, Unit::Month), 10_560);
    assert_eq!(minutes(0, Unit::SameDay), 480);
}

#[test]
fn invalid_calendars_and_extreme_moments_neither_panic_nor_hang() {
    let mut invalid = official().clone();
    invalid.week.iter_mut().flatten().for_each(|span| std::mem::swap(&mut span.from, &mut span.to));
    let reason = String::new();
    let spans = Vec::new();
    invalid.overrides.insert(date("2024-03-05"), Day::Working { spans, reason });
    let moments =
        [at("2024-03-04 09:00"), chrono::DateTime::<chrono::Utc>::MIN_UTC, chrono::DateTime::<chrono::Utc>::MAX_UTC];
    for unit in [Unit::Hour, Unit::WorkingHour, Unit::Day, Unit::WorkingDay, Unit::Month, Unit::SameDay] {
        for (moment, calendar) in moments.iter().flat_map(|moment| [(moment, &invalid), (moment, official())]) {
            let _ = due(calendar, *moment, limit(1, unit));
            let _ = due(calendar, *moment, limit(u32::MAX, unit));
        }
    }
}
