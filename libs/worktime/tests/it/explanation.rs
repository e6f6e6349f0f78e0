//! Due dates recounted from nothing but their explanation and the opening hours.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use motcua_worktime::{
    Calendar, CountedDay, Counting, DayKind, Due, Limit, Policy, Unit, due, freeze, local, resume, utc,
};
use proptest::prelude::*;

use crate::fixture::official;
use crate::oracle::{DAY, moment};
use crate::random::{any_fixture, any_limit, tricky_tick};
use crate::sample_days::{at, date, limit};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

#[test]
fn the_explanation_lists_skipped_days_with_their_reason() {
    let due = due(official(), at("2025-04-25 09:00"), limit(3, Unit::WorkingDay)).expect("a due date");
    let skipped = |reason: &str| Counting::Skipped { why: DayKind::Holiday { reason: reason.to_owned() } };
    let weekend = || Counting::Skipped { why: DayKind::Weekend };
    let expected = [
        ("2025-04-25", Counting::Received),
        ("2025-04-26", Counting::Day { number: 1 }),
        ("2025-04-27", weekend()),
        ("2025-04-28", Counting::Day { number: 2 }),
        ("2025-04-29", Counting::Day { number: 3 }),
    ];
    assert_eq!(due.steps, steps(expected));

    let rolled = motcua_worktime::due(official(), at("2025-04-29 18:00"), limit(2, Unit::Day));
    let expected = [
        ("2025-04-29", Counting::Received),
        ("2025-04-30", Counting::Day { number: 1 }),
        ("2025-05-01", Counting::Day { number: 2 }),
        ("2025-05-02", skipped("Ngày Quốc tế lao động")),
        ("2025-05-03", weekend()),
        ("2025-05-04", weekend()),
        ("2025-05-05", Counting::Moved),
    ];
    assert_eq!(rolled.expect("a due date").steps, steps(expected));
}

fn steps<const N: usize>(steps: [(&str, Counting); N]) -> Vec<CountedDay> {
    steps.map(|(day, counting)| CountedDay { day: date(day), counting }).into()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn recounting_the_explanation_gives_the_due_date(fixture in any_fixture(), accepted in tricky_tick(), limit in any_limit()) {
        let calendar = &fixture.calendar;
        let accepted = accepted / 2 * 2;
        let due = due(calendar, moment(accepted), limit).expect("a due date");
        check_days_are_consecutive(calendar, &due, limit.unit == Unit::Month);
        let counted = counted(&due.steps);
        let expected = match limit.unit {
            Unit::SameDay => 1,
            Unit::Hour | Unit::WorkingHour => limit.amount * 60,
            _ => limit.amount,
        };
        prop_assert_eq!(counted, expected);
        prop_assert_eq!(recount(calendar, &due.steps, limit, first_open(calendar, moment(accepted))), due.at);
    }

    #[test]
    fn recounting_a_resumed_clock_gives_the_due_date(
        fixture in any_fixture(), accepted in tricky_tick(), limit in any_limit(), pause in 0..20 * DAY,
    ) {
        let calendar = &fixture.calendar;
        let (accepted, pause) = (accepted / 2 * 2, pause / 2 * 2);
        let first = due(calendar, moment(accepted), limit).expect("a due date").at;
        let frozen = freeze(calendar, limit, first, moment(accepted)).expect("a frozen clock");
        let resumed = moment(accepted + pause);
        let due = resume(calendar, limit, Policy::Pause, frozen, resumed).expect("a due date");
        check_days_are_consecutive(calendar, &due, false);
        prop_assert_eq!(counted(&due.steps), frozen.minutes);
        prop_assert_eq!(recount(calendar, &due.steps, limit, resumed), due.at);
    }
}

/// Days, months or minutes, whichever the explanation counts.
fn counted(steps: &[CountedDay]) -> u32 {
    let last_number = steps.iter().rev().find_map(|step| match step.counting {
        Counting::Day { number } | Counting::Month { number } => Some(number),
        _ => None,
    });
    let minutes = steps.iter().map(|step| match step.counting {
        Counting::Minutes { minutes } => minutes,
        _ => 0,
    });
    last_number.unwrap_or_else(|| minutes.sum())
}

/// Each date appears once, in order; what is skipped is off, and the last is the due date.
fn check_days_are_consecutive(calendar: &Calendar, due: &Due, skips: bool) {
    let days: Vec<NaiveDate> = due.steps.iter().map(|step| step.day).collect();
    for pair in days.windows(2) {
        assert!(pair[0].succ_opt() == Some(pair[1]) || skips && pair[0] < pair[1], "{due:?}");
    }
    assert_eq!(days.last(), Some(&due.on));
    for step in &due.steps {
        if let Counting::Skipped { why } = &step.counting {
            assert!(!calendar.is_working(step.day));
            assert_eq!(*why, calendar.day_kind(step.day));
        }
    }
}

/// Closing time of the last day, or where its minutes end when they are followed one by one.
fn recount(calendar: &Calendar, steps: &[CountedDay], limit: Limit, from: DateTime<Utc>) -> DateTime<Utc> {
    let last = steps.last().expect("a step");
    if limit.counts_days() {
        return utc(last.day.and_time(calendar.closing(last.day).expect("a working day")));
    }
    let Counting::Minutes { minutes } = last.counting else {
        return first_open(calendar, utc(last.day.and_time(NaiveTime::MIN)));
    };
    let midnight = utc(last.day.and_time(NaiveTime::MIN));
    let (mut now, mut left) = (from.max(midnight), minutes);
    while left > 0 {
        left -= u32::from(limit.unit == Unit::Hour || is_open(calendar, now));
        now += MINUTE;
    }
    if is_open(calendar, now - MINUTE) { now } else { first_open(calendar, now) }
}

fn first_open(calendar: &Calendar, from: DateTime<Utc>) -> DateTime<Utc> {
    let mut now = from;
    while !is_open(calendar, now) {
        now += MINUTE;
    }
    now
}

fn is_open(calendar: &Calendar, at: DateTime<Utc>) -> bool {
    let (day, time) = (local(at).date(), local(at).time());
    calendar.spans(day).iter().any(|span| (span.from..span.to).contains(&time))
}
