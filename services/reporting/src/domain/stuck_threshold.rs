//! How long a dossier may wait before it is stuck, in working hours of the calendar of its procedure.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use motcua_worktime::{Calendar, working_minutes};

use super::stuck::{StuckCandidate, WaitsFor};

/// An online submission is answered within these working hours (NĐ 45/2020).
const ANSWER_HOURS: u32 = 8;
/// A result that was not collected for these working hours (10 working days) is worth a call (decision of the
/// platform).
const HAND_OVER_HOURS: u32 = 80;

/// The present moment, the calendars, and the working hours after which a wait is too long.
#[derive(Debug, Clone)]
pub struct StuckThreshold {
    /// Now, UTC.
    pub now: DateTime<Utc>,
    /// The calendars by their code.
    pub calendars: BTreeMap<String, Calendar>,
    /// The working hours requested.
    pub hours: u32,
}

/// A wait that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// What the dossier waits for.
    pub waits_for: WaitsFor,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// Working minutes since then; `None` when no calendar covers the time.
    pub working_minutes: Option<u32>,
}

/// The latest beginnings of a wait that is too long, UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cutoffs {
    /// By the code of the calendar that the procedure is counted by.
    pub by_calendar: BTreeMap<String, DateTime<Utc>>,
    /// Of a procedure whose calendar is not known.
    pub otherwise: DateTime<Utc>,
}

impl StuckThreshold {
    /// The wait of a dossier counted by this calendar, if it is too long.
    pub fn too_long(&self, candidate: &StuckCandidate, calendar: Option<&str>) -> Option<Wait> {
        let waits_for = candidate.waits_for(self.now)?;
        let since = candidate.since(waits_for);
        let calendar = self.calendar(calendar);
        let minutes = calendar.and_then(|calendar| working_minutes(calendar, since, self.now).ok());
        let stuck =
            is_longer(minutes, since, self.now, self.hours_for(waits_for)) || candidate.is_step_overdue(self.now);
        stuck.then_some(Wait { waits_for, since, working_minutes: minutes })
    }

    /// The cutoffs for dossiers that wait for this.
    pub fn cutoffs(&self, waits_for: WaitsFor) -> Cutoffs {
        let hours = self.hours_for(waits_for);
        let cutoff = |calendar: &Calendar| cutoff(Some(calendar), self.now, hours);
        Cutoffs {
            by_calendar: self.calendars.iter().map(|(code, calendar)| (code.clone(), cutoff(calendar))).collect(),
            otherwise: self::cutoff(self.calendar(None), self.now, hours),
        }
    }

    /// The calendar of this code; until it is published, any other one.
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

/// Whether more than `hours` working hours passed. Where no calendar covers the time, hours on the clock count: a
/// dossier is rather listed too early than never.
fn is_longer(working: Option<u32>, since: DateTime<Utc>, now: DateTime<Utc>, hours: u32) -> bool {
    working.map_or(now - since > TimeDelta::hours(hours.into()), |minutes| minutes > hours.saturating_mul(60))
}

/// The latest moment more than `hours` working hours before `now`.
fn cutoff(calendar: Option<&Calendar>, now: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    /// Two years: more than any threshold.
    const FURTHEST: i64 = 2 * 366 * 24 * 60 * 60 * 1_000_000;
    // The databases store microseconds.
    let back_by = |micros: i64| now - TimeDelta::microseconds(micros);
    let is_too_long = |micros: i64| {
        let working = calendar.and_then(|calendar| working_minutes(calendar, back_by(micros), now).ok());
        is_longer(working, back_by(micros), now, hours)
    };
    let (mut short, mut long) = (0, FURTHEST);
    while long - short > 1 {
        let middle = short.midpoint(long);
        if is_too_long(middle) { long = middle } else { short = middle }
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
    fn nights_and_weekends_are_not_working_hours() {
        // Monday, 14 March, 08:00; Friday closed at 17:00.
        let now = moment("2022-03-14T08:00");
        let ago = cutoff(Some(&calendar()), now, 8);
        assert_eq!(ago, moment("2022-03-11T07:59"));
        assert_eq!(working_minutes(&calendar(), ago, now).unwrap(), 8 * 60 + 1);
    }

    #[test]
    fn hours_on_the_clock_count_where_no_calendar_covers_the_time() {
        let now = moment("2031-03-14T08:00");
        let eight_hours_ago = moment("2031-03-14T00:00") - TimeDelta::microseconds(1);
        assert_eq!(cutoff(Some(&calendar()), now, 8), eight_hours_ago);
        assert_eq!(cutoff(None, now, 8), eight_hours_ago);
    }
}
