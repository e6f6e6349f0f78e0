//! Every result compared with the oracle, 10,000 random cases and more each.

use motcua_worktime::{Policy, add_working_minutes, due, freeze, resume, working_days_left, working_minutes};
use proptest::prelude::*;

use crate::oracle::{DAY, moment, tick};
use crate::random::{any_limit, hard_tick, office};

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn due_dates_agree(office in office(), accepted in hard_tick(), limit in any_limit()) {
        let due = due(&office.calendar, moment(accepted), limit).expect("a due date");
        prop_assert_eq!(tick(due.at), office.oracle.due(accepted, limit));
    }

    #[test]
    fn resumed_due_dates_agree(
        office in office(),
        accepted in hard_tick(),
        limit in any_limit(),
        paused_after in 0.0..1.1f64,
        pause in prop_oneof![(0..30usize).prop_map(|days| days * DAY), 0..30 * DAY],
    ) {
        let due = due(&office.calendar, moment(accepted), limit).expect("a due date").at;
        let paused = accepted + ((tick(due) - accepted) as f64 * paused_after) as usize;
        let resumed = paused + pause;
        let frozen = freeze(&office.calendar, limit, due, moment(paused)).expect("a frozen clock");
        let moved = resume(&office.calendar, limit, Policy::Pause, frozen, moment(resumed));
        let moved = tick(moved.expect("a due date").at);
        prop_assert_eq!(moved, office.oracle.resumed(limit, tick(due), paused, resumed));
    }

    #[test]
    fn working_time_between_two_moments_agrees(office in office(), from in hard_tick(), length in 0..20 * DAY) {
        let (start, end) = (moment(from), moment(from + length));
        let minutes = working_minutes(&office.calendar, start, end).expect("minutes");
        prop_assert_eq!(minutes as usize, office.oracle.open_between(from, from + length) / 2);
        let back = add_working_minutes(&office.calendar, start, minutes).expect("a moment");
        prop_assert_eq!(office.oracle.open_between(from, tick(back)), minutes as usize * 2);
    }

    #[test]
    fn working_days_left_agree(office in office(), now in hard_tick(), length in 0..20 * DAY) {
        let later = now + length;
        let days = (now / DAY + 1..=later / DAY).filter(|day| office.oracle.works(*day)).count() as i32;
        let left = |from, to| working_days_left(&office.calendar, moment(from), moment(to)).expect("days");
        prop_assert_eq!(left(now, later), days);
        prop_assert_eq!(left(later, now), -days);
    }
}
