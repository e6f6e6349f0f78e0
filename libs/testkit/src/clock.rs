//! Business time as tests write it: Vietnamese wall time, moved by hand.

use chrono::{DateTime, NaiveDateTime, Utc};
use motcua_kit::Clocks;

/// The moment of a Vietnamese wall time such as `2022-03-14 08:00`.
pub fn moment(local: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").expect("a time like 2022-03-14 08:00");
    motcua_worktime::utc(local)
}

/// A manual business clock that shows a Vietnamese local time; the wall clock is the machine's.
pub fn standing_at(local: &str) -> Clocks {
    Clocks::manual(moment(local))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wall_time_in_viet_nam_is_seven_hours_ahead() {
        assert_eq!(moment("2022-03-14 08:00").to_rfc3339(), "2022-03-14T01:00:00+00:00");
    }
}
