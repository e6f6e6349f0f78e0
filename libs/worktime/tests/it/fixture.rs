//! Calendars for the tests: official, with short days, open on Saturday mornings; each with its oracle.

use std::fmt;
use std::sync::LazyLock;

use motcua_worktime::{Calendar, Day, Span};

use crate::oracle::Oracle;
use crate::sample_days::{FIRST, LAST, OFFICIAL_DAYS, SHORT_DAYS, columns, date, time};

pub struct Fixture {
    pub name: &'static str,
    pub calendar: Calendar,
    pub oracle: Oracle,
}

impl fmt::Debug for Fixture {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.name)
    }
}

/// The official calendar, one with short days, one open on Saturday mornings.
pub static FIXTURES: LazyLock<[Fixture; 3]> = LazyLock::new(|| {
    let short = format!("{OFFICIAL_DAYS}{SHORT_DAYS}");
    [
        fixture("official", OFFICIAL_DAYS, ""),
        fixture("short days", &short, ""),
        fixture("Saturday mornings", OFFICIAL_DAYS, "07:30-11:00"),
    ]
});

pub fn official() -> &'static Calendar {
    &FIXTURES[0].calendar
}

fn fixture(name: &'static str, changes: &str, saturday: &str) -> Fixture {
    let mut calendar = Calendar::office_hours("test", 1, date(FIRST), date(LAST));
    calendar.week[5] = spans(saturday);
    for line in changes.trim().lines().filter(|line| !line.is_empty()) {
        let [day, hours, reason] = columns(line);
        let reason = reason.to_owned();
        let change = if hours.is_empty() {
            Day::Off { reason }
        } else {
            let spans = spans(hours);
            Day::Working { spans, reason }
        };
        calendar.overrides.insert(date(day), change);
    }
    calendar.validate().expect("a valid calendar");
    let oracle = Oracle::new(changes, saturday);
    Fixture { name, calendar, oracle }
}

fn spans(hours: &str) -> Vec<Span> {
    let span = |text: &str| {
        let (from, to) = text.split_once('-').expect("from-to");
        Span { from: time(from), to: time(to) }
    };
    hours.split_whitespace().map(span).collect()
}
