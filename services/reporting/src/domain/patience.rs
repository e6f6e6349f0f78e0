//! How long a dossier may wait before it is stuck: in working hours, by the calendar of its procedure.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use motcua_worktime::{Calendar, working_minutes};

use super::{Standing, WaitsFor};

/// An online submission is answered within these working hours (NĐ 45/2020).
const ANSWER_HOURS: u32 = 8;
/// A result that nobody collected for these working hours (10 working days) is worth a call (decision of the platform).
const HAND_OVER_HOURS: u32 = 80;

/// What time it is, by which calendars, and how long somebody may take.
#[derive(Debug, Clone)]
pub struct Patience {
    /// Now, UTC.
    pub now: DateTime<Utc>,
    /// The calendars by their code.
    pub calendars: BTreeMap<String, Calendar>,
    /// The working hours asked for.
    pub hours: u32,
}

/// A wait that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// For what.
    pub waits_for: WaitsFor,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// Working minutes since then; nothing when no calendar covers the time.
    pub working_minutes: Option<u32>,
}

/// The latest moments that lie too long ago, UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// By the code of the calendar that the procedure is counted by.
    pub by_calendar: BTreeMap<String, DateTime<Utc>>,
    /// For a procedure whose calendar is not known.
    pub otherwise: DateTime<Utc>,
}

impl Patience {
    /// How long a dossier counted by this calendar waits, if that is too long.
    pub fn too_long(&self, standing: &Standing, calendar: Option<&str>) -> Option<Wait> {
        let waits_for = standing.waits_for(self.now)?;
        let since = standing.since(waits_for);
        let calendar = self.calendar(calendar);
        let minutes = calendar.and_then(|calendar| working_minutes(calendar, since, self.now).ok());
        let stuck = longer(minutes, since, self.now, self.hours_for(waits_for)) || standing.is_step_overdue(self.now);
        stuck.then_some(Wait { waits_for, since, working_minutes: minutes })
    }

    /// The latest moments that lie too long ago for those who wait for this.
    pub fn latest(&self, waits_for: WaitsFor) -> Latest {
        let hours = self.hours_for(waits_for);
        let moment = |calendar: &Calendar| longer_ago(Some(calendar), self.now, hours);
        Latest {
            by_calendar: self.calendars.iter().map(|(code, calendar)| (code.clone(), moment(calendar))).collect(),
            otherwise: longer_ago(self.calendar(None), self.now, hours),
        }
    }

    /// The calendar of this code; until the catalogue told of it, whichever there is.
    fn calendar(&self, code: Option<&str>) -> Option<&Calendar> {
        let own = code.and_then(|code| self.calendars.get(code));
        own.or_else(|| self.calendars.values().next())
    }

    fn hours_for(&self, waits_for: WaitsFor) -> u32 {
        match waits_for {
            WaitsFor::Acceptance => ANSWER_HOURS,
            WaitsFor::HandOver => HAND_OVER_HOURS.max(self.hours),
            _ => self.hours,
        }
    }
}

/// Whether more than `hours` working hours passed. Where the calendar says nothing, hours on the clock count: a dossier
/// is rather listed too early than never.
fn longer(working: Option<u32>, since: DateTime<Utc>, now: DateTime<Utc>, hours: u32) -> bool {
    working.map_or(now - since > TimeDelta::hours(hours.into()), |minutes| minutes > hours.saturating_mul(60))
}

/// The latest moment that lies more than `hours` working hours before `now`.
fn longer_ago(calendar: Option<&Calendar>, now: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    /// Two years: more than any patience.
    const FURTHEST: i64 = 2 * 366 * 24 * 60 * 60 * 1_000_000;
    // No database keeps a moment more exactly.
    let back_by = |micros: i64| now - TimeDelta::microseconds(micros);
    let is_longer = |micros: i64| {
        let working = calendar.and_then(|calendar| working_minutes(calendar, back_by(micros), now).ok());
        longer(working, back_by(micros), now, hours)
    };
    let (mut short, mut long) = (0, FURTHEST);
    while long - short > 1 {
        let middle = short.midpoint(long);
        if is_longer(middle) { long = middle } else { short = middle }
    }
    back_by(long)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        format!("{text}:00+07:00").parse().unwrap()
    }

    fn calendar() -> Calendar {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        Calendar::office_hours("H35", 1, day(2021), day(2024))
    }

    #[test]
    fn nights_and_weekends_are_no_working_hours() {
        // Monday, 14 March, 08:00; Friday closed at 17:00.
        let now = moment("2022-03-14T08:00");
        let ago = longer_ago(Some(&calendar()), now, 8);
        assert_eq!(ago, moment("2022-03-11T07:59"));
        assert_eq!(working_minutes(&calendar(), ago, now).unwrap(), 8 * 60 + 1);
    }

    #[test]
    fn where_the_calendar_says_nothing_the_clock_counts() {
        let now = moment("2031-03-14T08:00");
        let eight_hours_ago = moment("2031-03-14T00:00") - TimeDelta::microseconds(1);
        assert_eq!(longer_ago(Some(&calendar()), now, 8), eight_hours_ago);
        assert_eq!(longer_ago(None, now, 8), eight_hours_ago);
    }
}
