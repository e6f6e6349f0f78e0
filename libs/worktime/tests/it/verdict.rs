//! Early, on time, late; and wall time in Viet Nam.

use motcua_worktime::{Verdict, local, local_date, utc, verdict, working_days_left};

use crate::fixture::official;
use crate::sample_days::{at, date};

#[test]
fn early_is_an_earlier_day_and_late_is_a_later_minute() {
    let due = at("2024-03-08 17:00");
    assert_eq!(verdict(at("2024-03-07 23:59"), due), Verdict::Early);
    assert_eq!(verdict(at("2024-03-08 00:00"), due), Verdict::OnTime);
    assert_eq!(verdict(due, due), Verdict::OnTime);
    assert_eq!(verdict(at("2024-03-08 17:01"), due), Verdict::Late);
}

#[test]
fn dates_are_local_to_viet_nam() {
    // 00:30 on 8 March is 17:30 UTC on 7 March.
    let moment = at("2024-03-08 00:30");
    assert_eq!(moment.to_rfc3339(), "2024-03-07T17:30:00+00:00");
    assert_eq!(local_date(moment), date("2024-03-08"));
    assert_eq!(utc(local(moment)), moment);
    assert_eq!(verdict(moment, at("2024-03-08 17:00")), Verdict::OnTime);
}

#[test]
fn working_days_left_skip_weekends_and_holidays() {
    let left = |now, due| working_days_left(official(), at(now), at(due)).expect("days");
    assert_eq!(left("2024-02-06 09:00", "2024-02-19 17:00"), 4);
    assert_eq!(left("2024-03-08 09:00", "2024-03-08 17:00"), 0);
    assert_eq!(left("2024-03-09 09:00", "2024-03-08 17:00"), 0);
    assert_eq!(left("2024-03-12 09:00", "2024-03-08 17:00"), -2);
    assert_eq!(left("2024-05-03 09:00", "2024-05-06 17:00"), 2);
}
