//! When a dossier is stuck: nobody moves it, and it does not wait for the applicant. What it waits for, and who is next.
//!
//! The store lists by the same rules in SQL; a test over generated rows holds both to each other.

use chrono::{DateTime, Utc};
use motcua_kit::auth::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a dossier waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum WaitsFor {
    /// Handed in, and nobody accepted or refused it.
    Acceptance,
    /// Sent on to the competent agency, which has not received it.
    Receipt,
    /// Accepted, and its journey never began; or its result was called back, and the journey did not begin again.
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
    /// When the oldest opinion was asked for that its open step waits for, UTC.
    pub opinion_since: Option<DateTime<Utc>>,
    /// The unit asked for it.
    pub opinion_unit: Option<String>,
    /// Since when the applicant wants it back and nobody answered, UTC.
    pub withdrawal_since: Option<DateTime<Utc>>,
    /// When the applicant last brought papers, UTC.
    pub answered_at: Option<DateTime<Utc>>,
    /// When the money for the newest demand was taken, by the clock of whoever took it, UTC; nothing while it is owed.
    pub fee_paid_at: Option<DateTime<Utc>>,
    /// When the clock last stopped, UTC.
    pub paused_at: Option<DateTime<Utc>>,
    /// When the last local day to hand in the papers asked for ends, UTC.
    pub lapses_at: Option<DateTime<Utc>>,
    /// Whether its result was called back and the journey did not begin again since.
    pub recalled: bool,
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
    /// What it waits for at `now`; nothing while that is the applicant, or when it ended.
    pub fn waits_for(&self, now: DateTime<Utc>) -> Option<WaitsFor> {
        match self.status {
            1 => Some(WaitsFor::Acceptance),
            2 if self.accepted => Some(WaitsFor::Journey),
            2 => Some(WaitsFor::Receipt),
            4 if self.opinion_since.is_some() => Some(WaitsFor::Opinion),
            4 => Some(WaitsFor::Step),
            7 => Some(WaitsFor::WithdrawalAnswer),
            // While the clock stands the status tells of that, and of no wish.
            5 | 6 if self.withdrawal_since.is_some() => Some(WaitsFor::WithdrawalAnswer),
            5 | 6 if self.answered_since().is_some() => Some(WaitsFor::Resumption),
            5 if self.lapses_at.is_some_and(|at| at <= now) => Some(WaitsFor::Stop),
            9 if self.recalled => Some(WaitsFor::Journey),
            9 => Some(WaitsFor::HandOver),
            _ => None,
        }
    }

    /// Since when what the clock stands for is there, UTC. Papers are those that came after it stopped. A payment is told
    /// from another by what it is for, so that a clock that is slow makes none of them an older one.
    fn answered_since(&self) -> Option<DateTime<Utc>> {
        match self.status {
            5 => self.answered_at.filter(|at| self.paused_at.is_none_or(|since| since <= *at)),
            6 => self.fee_paid_at.map(|at| self.paused_at.map_or(at, |since| since.max(at))),
            _ => None,
        }
    }

    /// Since when it waits for whatever it waits for at `now`, UTC.
    pub fn waits_since(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.waits_for(now).map_or(self.moved_at, |waits_for| self.since(waits_for))
    }

    /// Since when it waits for that, UTC: the time before was somebody else's.
    pub fn since(&self, waits_for: WaitsFor) -> DateTime<Utc> {
        let since = match waits_for {
            WaitsFor::Opinion => self.opinion_since,
            WaitsFor::WithdrawalAnswer => self.withdrawal_since,
            WaitsFor::Resumption => self.answered_since(),
            WaitsFor::Stop => self.lapses_at,
            _ => None,
        };
        since.unwrap_or(self.moved_at)
    }

    /// Whether its open step is past its own due date; while the clock stands no step can be.
    pub fn is_step_overdue(&self, now: DateTime<Utc>) -> bool {
        matches!(self.status, 4 | 7) && self.step_due_at.is_some_and(|due_at| due_at < now)
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
