//! A slow, independent implementation: opening time as a vector of half-minutes, counted one by one.
//!
//! Shares no code with the crate: it has its own weekdays, months and parsing of the sample days.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use motcua_worktime::{Limit, Unit};

use crate::sample_days::{FIRST, LAST, columns, date};

/// Half-minutes in a day.
pub const DAY: usize = 2 * 60 * 24;

/// Whether the office is open in each half-minute from 00:00 local on the first day.
pub struct Oracle {
    open: Vec<bool>,
}

impl Oracle {
    pub fn new(changes: &str, saturday: &str) -> Oracle {
        let mut hours = HashMap::new();
        for line in changes.trim().lines().filter(|line| !line.is_empty()) {
            let [day, spans, _] = columns(line);
            hours.insert(date(day), spans);
        }
        let length = (date(LAST) - date(FIRST)).num_days() as usize + 1;
        let mut open = vec![false; length * DAY];
        for day in 0..length {
            // 1 December 2021 was a Wednesday.
            let usual = match (day + 2) % 7 {
                5 => saturday,
                6 => "",
                _ => "07:00-11:30 13:30-17:00",
            };
            let today = date(FIRST) + TimeDelta::days(day as i64);
            let spans = hours.get(&today).copied().unwrap_or(usual);
            for span in spans.split_whitespace() {
                let (from, to) = span.split_once('-').expect("from-to");
                open[day * DAY + tick_of_day(from)..day * DAY + tick_of_day(to)].fill(true);
            }
        }
        Oracle { open }
    }

    pub fn due(&self, accepted: usize, limit: Limit) -> usize {
        let amount = limit.amount as usize;
        let received_on = self.working_day_from(accepted / DAY);
        match limit.unit {
            Unit::WorkingDay => {
                let mut day = received_on;
                for _ in 0..amount {
                    day = self.working_day_from(day + 1);
                }
                self.closing(day)
            }
            Unit::Day => self.closing(self.working_day_from(received_on + amount)),
            Unit::Month => self.closing(self.working_day_from(months_later(received_on, amount))),
            Unit::SameDay => {
                let received = self.open_from(accepted);
                if received % DAY <= tick_of_day("15:00") {
                    self.closing(received / DAY)
                } else {
                    self.closing(self.working_day_from(received / DAY + 1))
                }
            }
            Unit::WorkingHour => self.after_open_ticks(accepted, amount * 120),
            Unit::Hour => self.open_or_next_opening(self.open_from(accepted) + amount * 120),
        }
    }

    pub fn resumed(&self, limit: Limit, due: usize, paused: usize, resumed: usize) -> usize {
        if paused > due {
            return due;
        }
        let closed_counts = matches!(limit.unit, Unit::Hour | Unit::Day | Unit::Month);
        let end = if closed_counts {
            resumed + (due - paused) / 2 * 2
        } else {
            self.after_open_ticks(resumed, self.open_between(paused, due) / 2 * 2)
        };
        if matches!(limit.unit, Unit::Hour | Unit::WorkingHour) {
            self.open_or_next_opening(end)
        } else {
            self.closing_from(end)
        }
    }

    pub fn open_between(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|tick| self.open[*tick]).count()
    }

    pub fn is_working(&self, day: usize) -> bool {
        self.open[day * DAY..(day + 1) * DAY].contains(&true)
    }

    /// The end of the half-minute in which the last of `ticks` is worked.
    fn after_open_ticks(&self, from: usize, ticks: usize) -> usize {
        let mut left = ticks;
        let mut now = from;
        while left > 0 {
            left -= usize::from(self.open[now]);
            now += 1;
        }
        self.open_or_next_opening(now)
    }

    /// Unchanged while open or just closed, else the next opening.
    fn open_or_next_opening(&self, tick: usize) -> usize {
        if tick > 0 && self.open[tick - 1] { tick } else { self.open_from(tick) }
    }

    fn open_from(&self, tick: usize) -> usize {
        (tick..).find(|tick| self.open[*tick]).expect("an opening")
    }

    fn working_day_from(&self, day: usize) -> usize {
        (day..).find(|day| self.is_working(*day)).expect("a working day")
    }

    fn closing(&self, day: usize) -> usize {
        let last = (day * DAY..(day + 1) * DAY).rfind(|tick| self.open[*tick]);
        last.expect("a working day") + 1
    }

    fn closing_from(&self, tick: usize) -> usize {
        let day = tick / DAY;
        if self.is_working(day) && self.closing(day) >= tick {
            self.closing(day)
        } else {
            self.closing(self.working_day_from(day + 1))
        }
    }
}

/// The half-minute that begins at a stored moment.
pub fn tick(at: DateTime<Utc>) -> usize {
    let seconds = (at - zero()).num_seconds();
    assert_eq!(seconds % 30, 0, "the oracle counts half-minutes");
    usize::try_from(seconds / 30).expect("within the calendar")
}

/// The stored moment at which a half-minute begins.
pub fn moment(tick: usize) -> DateTime<Utc> {
    zero() + TimeDelta::seconds(30 * tick as i64)
}

/// 1 December 2021 00:00 in Viet Nam, which is the evening before in UTC.
fn zero() -> DateTime<Utc> {
    "2021-11-30T17:00:00Z".parse().expect("a moment")
}

fn tick_of_day(text: &str) -> usize {
    let (hour, minute) = text.split_once(':').expect("HH:MM");
    let number = |text: &str| text.parse::<usize>().expect("a number");
    (number(hour) * 60 + number(minute)) * 2
}

fn months_later(day: usize, months: usize) -> usize {
    let text = (date(FIRST) + TimeDelta::days(day as i64)).to_string();
    let part = |range: Range<usize>| -> usize { text[range].parse().expect("a number") };
    let month0 = part(5..7) - 1 + months;
    let (year, month) = (part(0..4) + month0 / 12, month0 % 12 + 1);
    let there = |day: &usize| format!("{year}-{month:02}-{day:02}").parse::<NaiveDate>().ok();
    let reached = (1..=part(8..10)).rev().find_map(|day| there(&day));
    (reached.expect("a day") - date(FIRST)).num_days() as usize
}
