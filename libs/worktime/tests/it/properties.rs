//! What holds for every calendar, limit and moment.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use motcua_worktime::{Limit, Policy, Unit, Verdict, due, freeze, local, local_date, resume, utc, verdict};
use proptest::prelude::*;

use crate::fixture::official;
use crate::oracle::{DAY, moment};
use crate::random::{any_fixture, any_limit, day_limit, tricky_tick};
use crate::sample_days::time as time_of;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4_000,
        max_global_rejects: 40_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_later_acceptance_is_never_due_earlier(
        fixture in any_fixture(), accepted in tricky_tick(), later in 0..4 * DAY, limit in any_limit(),
    ) {
        let due = |tick| due(&fixture.calendar, moment(tick), limit).expect("a due date").at;
        prop_assert!(due(accepted) <= due(accepted + later));
    }

    #[test]
    fn a_limit_in_days_ends_at_closing_time_of_a_working_day(
        fixture in any_fixture(), accepted in tricky_tick(), limit in day_limit(),
    ) {
        let due = due(&fixture.calendar, moment(accepted), limit).expect("a due date");
        prop_assert!(due.at > moment(accepted));
        prop_assert!(fixture.calendar.is_working(due.on));
        prop_assert_eq!(Some(local(due.at).time()), fixture.calendar.closing(due.on));
    }

    #[test]
    fn a_pause_of_zero_length_changes_nothing(
        fixture in any_fixture(), accepted in tricky_tick(), limit in any_limit(), share in 0.0..1.0f64,
    ) {
        let accepted = accepted / 2 * 2;
        let due = due(&fixture.calendar, moment(accepted), limit).expect("a due date").at;
        let minutes = ((due - moment(accepted)).num_minutes() as f64 * share) as usize;
        let paused = moment(accepted + minutes * 2);
        let frozen = freeze(&fixture.calendar, limit, due, paused).expect("a frozen clock");
        let moved = resume(&fixture.calendar, limit, Policy::Pause, frozen, paused);
        prop_assert_eq!(moved.expect("a due date").at, due);
    }

    #[test]
    fn a_later_resumption_is_never_due_earlier(
        fixture in any_fixture(), accepted in tricky_tick(), limit in any_limit(), pause in 0..20 * DAY, more in 0..4 * DAY,
    ) {
        let due = due(&fixture.calendar, moment(accepted), limit).expect("a due date").at;
        let frozen = freeze(&fixture.calendar, limit, due, moment(accepted)).expect("a frozen clock");
        let moved = |tick| resume(&fixture.calendar, limit, Policy::Pause, frozen, moment(tick)).expect("a due date").at;
        prop_assert!(due <= moved(accepted + pause));
        prop_assert!(moved(accepted + pause) <= moved(accepted + pause + more));
    }

    #[test]
    fn a_pause_of_whole_working_days_moves_the_due_date_by_as_many(
        accepted in tricky_tick(),
        amount in 1..=15u32,
        share in 0.0..1.0f64,
        pause in 0..12usize,
        earlier in 0.0..1.0f64,
    ) {
        let limit = Limit { unit: Unit::WorkingDay, amount };
        let accepted = moment(accepted / 2 * 2);
        let first = due(official(), accepted, limit).expect("a due date");
        let paused = local(accepted + part_of(first.at - accepted, share));
        prop_assume!(official().is_working(paused.date()));

        let resumed_on = working_days_from(paused.date()).nth(pause).expect("a day");
        let time = paused.time() - NaiveTime::MIN;
        let back = if pause == 0 { TimeDelta::zero() } else { part_of(time, earlier) };
        let resumed = resumed_on.and_time(paused.time()) - back;

        let frozen = freeze(official(), limit, first.at, utc(paused)).expect("a frozen clock");
        let moved = resume(official(), limit, Policy::Pause, frozen, utc(resumed)).expect("a due date");
        // From closing time to an opening the office loses a day less than the dates suggest.
        let overnight = paused.time() >= time_of("17:00") && resumed.time() <= time_of("07:00");
        let expected = working_days_from(first.on).nth(pause - usize::from(overnight && pause > 0));
        prop_assert_eq!(Some(moved.on), expected, "paused {} resumed {}", paused, resumed);
    }

    #[test]
    fn whole_calendar_days_of_pause_move_a_limit_in_calendar_days_by_as_many(
        accepted in tricky_tick(), amount in 1..=30u32, days in 0..20i64,
    ) {
        let limit = Limit { unit: Unit::Day, amount };
        let first = due(official(), moment(accepted), limit).expect("a due date");
        let resumed = moment(accepted) + TimeDelta::days(days);
        let frozen = freeze(official(), limit, first.at, moment(accepted)).expect("a frozen clock");
        let moved = resume(official(), limit, Policy::Pause, frozen, resumed).expect("a due date");
        let expected = working_days_from(first.on + TimeDelta::days(days)).next();
        prop_assert_eq!(Some(moved.on), expected);
    }

    #[test]
    fn every_finish_has_one_verdict(finished in tricky_tick(), due in tricky_tick()) {
        let (finished, due) = (moment(finished), moment(due));
        let earlier_date = local_date(finished) < local_date(due);
        let expected = match (finished > due, earlier_date) {
            (true, _) => Verdict::Late,
            (false, true) => Verdict::Early,
            (false, false) => Verdict::OnTime,
        };
        prop_assert_eq!(verdict(finished, due), expected);
    }
}

fn working_days_from(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    day.iter_days().filter(|day| official().is_working(*day))
}

/// A share of a length of time, in whole minutes.
fn part_of(length: TimeDelta, share: f64) -> TimeDelta {
    TimeDelta::minutes((length.num_minutes() as f64 * share) as i64)
}
