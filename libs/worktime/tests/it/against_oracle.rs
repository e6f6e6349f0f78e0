//! Every result compared with the oracle in 12,000 random cases each.

use motcua_worktime::{Policy, add_working_minutes, due, freeze, resume, working_days_left, working_minutes};
use proptest::prelude::*;

use crate::oracle::{DAY, moment, tick};
use crate::random::{any_fixture, any_limit, tricky_tick};

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn due_dates_agree(fixture in any_fixture(), accepted in tricky_tick(), limit in any_limit()) {
        let due = due(&fixture.calendar, moment(accepted), limit).expect("a due date");
        prop_assert_eq!(tick(due.at), fixture.oracle.due(accepted, limit));
    }

    #[test]
    fn resumed_due_dates_agree(
        fixture in any_fixture(),
        accepted in tricky_tick(),
        limit in any_limit(),
        paused_after in 0.0..1.1f64,
        pause in prop_oneof![(0..30usize).prop_map(|days| days * DAY), 0..30 * DAY],
    ) {
        let due = due(&fixture.calendar, moment(accepted), limit).expect("a due date").at;
        let paused = accepted + ((tick(due) - accepted) as f64 * paused_after) as usize;
        let resumed = paused + pause;
        let frozen = freeze(&fixture.calendar, limit, due, moment(paused)).expect("a frozen clock");
        let moved = resume(&fixture.calendar, limit, Policy::Pause, frozen, moment(resumed));
        let moved = tick(moved.expect("a due date").at);
        prop_assert_eq!(moved, fixture.oracle.resumed(limit, tick(due), paused, resumed));
    }

    #[test]
    fn working_time_between_two_moments_agrees(fixture in any_fixture(), from in tricky_tick(), length in 0..20 * DAY) {
        let (start, end) = (moment(from), moment(from + length));
        let minutes = working_minutes(&fixture.calendar, start, end).expect("minutes");
        prop_assert_eq!(minutes as usize, fixture.oracle.open_between(from, from + length) / 2);
        let back = add_working_minutes(&fixture.calendar, start, minutes).expect("a moment");
        prop_assert_eq!(fixture.oracle.open_between(from, tick(back)), minutes as usize * 2);
    }

    #[test]
    fn working_days_left_agree(fixture in any_fixture(), now in tricky_tick(), length in 0..20 * DAY) {
        let later = now + length;
        let days = (now / DAY + 1..=later / DAY).filter(|day| fixture.oracle.is_working(*day)).count() as i32;
        let left = |from, to| working_days_left(&fixture.calendar, moment(from), moment(to)).expect("days");
        prop_assert_eq!(left(now, later), days);
        prop_assert_eq!(left(later, now), -days);
    }
}
