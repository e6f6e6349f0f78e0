//! When a dossier is stuck: nobody moves it, and it does not wait for the applicant. What it waits for, and who is next.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_kit::auth::Role;
use motcua_worktime::{Calendar, working_minutes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An online submission is answered within these working hours (NĐ 45/2020).
const ANSWER_HOURS: u32 = 8;
/// A result that nobody collected for these working hours (10 working days) is worth a call (decision of the platform).
const HAND_OVER_HOURS: u32 = 80;

/// What a dossier waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum WaitsFor {
    /// Handed in, and nobody accepted or refused it.
    Acceptance,
    /// Sent on to the competent agency, which has not received it.
    Receipt,
    /// Accepted, and its journey never began: no unit knows of it.
    Journey,
    /// A unit holds its open step.
    Step,
    /// The applicant wants it back, and nobody answered.
    WithdrawalAnswer,
    /// Another unit was asked for its opinion.
    Opinion,
    /// The applicant brought what was asked for, and the clock does not go on.
    Resumption,
    /// The papers asked for did not come in time, and nobody stopped it.
    Stop,
    /// The result is issued and was not handed over.
    HandOver,
}

/// An open dossier as the question looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// National status code.
    pub status: i32,
    /// Code of its agency.
    pub agency: String,
    /// Whether the competent agency accepted it.
    pub accepted: bool,
    /// When it last moved, UTC.
    pub moved_at: DateTime<Utc>,
    /// Code of the unit that holds it.
    pub holder: Option<String>,
    /// Role that carries its open step out.
    pub step_role: Option<String>,
    /// When its open step should be done, UTC.
    pub step_due_at: Option<DateTime<Utc>>,
    /// When the oldest opinion was asked for that is not given, UTC.
    pub opinion_since: Option<DateTime<Utc>>,
    /// The unit asked for it.
    pub opinion_unit: Option<String>,
    /// When the applicant last brought papers or paid, UTC.
    pub answered_at: Option<DateTime<Utc>>,
    /// When the clock last stopped, UTC.
    pub paused_at: Option<DateTime<Utc>>,
    /// Last local day to hand in the papers asked for.
    pub supplement_until: Option<NaiveDate>,
}

/// Who has to act next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The role.
    pub role: String,
    /// Code of the unit or agency; nothing when it is the platform that failed.
    pub unit: Option<String>,
}

impl Standing {
    /// What it waits for; nothing while that is the applicant, or when it ended.
    pub fn waits_for(&self, today: NaiveDate) -> Option<WaitsFor> {
        match self.status {
            1 => Some(WaitsFor::Acceptance),
            2 if self.accepted => Some(WaitsFor::Journey),
            2 => Some(WaitsFor::Receipt),
            4 | 7 if self.opinion_since.is_some() => Some(WaitsFor::Opinion),
            4 => Some(WaitsFor::Step),
            7 => Some(WaitsFor::WithdrawalAnswer),
            5 | 6 if self.answered_at.is_some_and(|at| self.paused_at.is_none_or(|since| since <= at)) => {
                Some(WaitsFor::Resumption)
            }
            5 if self.supplement_until.is_some_and(|until| until < today) => Some(WaitsFor::Stop),
            9 => Some(WaitsFor::HandOver),
            _ => None,
        }
    }

    /// Since when it waits, UTC.
    pub fn since(&self, waits_for: WaitsFor) -> DateTime<Utc> {
        match waits_for {
            WaitsFor::Opinion => self.opinion_since.unwrap_or(self.moved_at),
            _ => self.moved_at,
        }
    }

    /// Whether its open step is past its own due date.
    pub fn is_step_overdue(&self, waits_for: WaitsFor, now: DateTime<Utc>) -> bool {
        let worked_on = matches!(waits_for, WaitsFor::Step | WaitsFor::Opinion | WaitsFor::WithdrawalAnswer);
        worked_on && self.step_due_at.is_some_and(|due_at| due_at < now)
    }

    /// Who has to act next.
    pub fn next(&self, waits_for: WaitsFor) -> Next {
        let of_agency = |role: Role| Next { role: name(role), unit: Some(self.agency.clone()) };
        match waits_for {
            WaitsFor::Acceptance | WaitsFor::Receipt => of_agency(Role::IntakeOfficer),
            WaitsFor::Journey | WaitsFor::Resumption => Next { role: name(Role::SysAdmin), unit: None },
            WaitsFor::Step => Next {
                role: self.step_role.clone().unwrap_or_else(|| name(Role::DeptOfficer)),
                unit: self.holder.clone().or_else(|| Some(self.agency.clone())),
            },
            WaitsFor::Opinion => Next { role: name(Role::DeptOfficer), unit: self.opinion_unit.clone() },
            WaitsFor::WithdrawalAnswer | WaitsFor::Stop => of_agency(Role::DeptHead),
            WaitsFor::HandOver => of_agency(Role::ResultOfficer),
        }
    }
}

/// The name of a role in tokens.
fn name(role: Role) -> String {
    serde_json::to_value(role).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

impl WaitsFor {
    /// After how many working hours it is stuck, when the reader asked for `wanted`.
    pub fn patience(self, wanted: u32) -> u32 {
        match self {
            Self::Acceptance => ANSWER_HOURS,
            Self::HandOver => HAND_OVER_HOURS.max(wanted),
            _ => wanted,
        }
    }
}

/// The latest moment that lies more than `hours` working hours before `now`. Where the calendar says nothing, hours
/// on the clock count: a dossier is rather listed too early than never.
pub fn longer_ago(calendar: &Calendar, now: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    /// Two years: more than any patience.
    const FURTHEST: i64 = 2 * 366 * 24 * 60;
    let minutes_back = |back: i64| now - chrono::TimeDelta::minutes(back);
    let longer = |back: i64| {
        working_minutes(calendar, minutes_back(back), now)
            .map_or(back > i64::from(hours) * 60, |done| done > hours * 60)
    };
    let (mut short, mut long) = (0, FURTHEST);
    while long - short > 1 {
        let middle = short.midpoint(long);
        if longer(middle) { long = middle } else { short = middle }
    }
    minutes_back(long)
}

#[cfg(test)]
mod tests {
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
        let ago = longer_ago(&calendar(), now, 8);
        assert_eq!(ago, moment("2022-03-11T07:59"));
        assert_eq!(working_minutes(&calendar(), ago, now).unwrap(), 8 * 60 + 1);
    }

    #[test]
    fn where_the_calendar_says_nothing_the_clock_counts() {
        let now = moment("2031-03-14T08:00");
        assert_eq!(longer_ago(&calendar(), now, 8), moment("2031-03-13T23:59"));
    }
}
