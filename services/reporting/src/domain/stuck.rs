//! When a dossier is stuck: it does not move and does not wait for the applicant. What it waits for, and who acts next.
//!
//! The store lists by the same rules in SQL; a test over generated rows compares both.

use chrono::{DateTime, Utc};
use motcua_contracts::{AgencyCode, Status, UnitCode};
use motcua_office::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a dossier waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum WaitsFor {
    /// Submitted, and neither accepted nor refused.
    Acceptance,
    /// Sent on to the competent agency, which has not received it.
    Receipt,
    /// Accepted, and its journey never began; or its result was recalled, and the journey was not reopened.
    Journey,
    /// A unit holds its open step.
    Step,
    /// The applicant requested the withdrawal, which is not decided.
    WithdrawalAnswer,
    /// Another unit was asked for its opinion.
    Opinion,
    /// The applicant answered what was asked for, and the clock is still paused.
    Resumption,
    /// The papers asked for did not come in time, and the dossier was not stopped.
    Stop,
    /// The result is issued and was not handed over.
    HandOver,
}

/// A dossier that has not ended, as the rules look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StuckCandidate {
    /// National status.
    pub status: Status,
    /// Code of its agency.
    pub agency: AgencyCode,
    /// Whether the competent agency accepted it.
    pub accepted: bool,
    /// When it last moved, UTC.
    pub moved_at: DateTime<Utc>,
    /// Code of the unit that holds it.
    pub holder: Option<UnitCode>,
    /// Role that carries out its open step.
    pub step_role: Option<String>,
    /// When its open step is due, UTC.
    pub step_due_at: Option<DateTime<Utc>>,
    /// When the oldest pending opinion of its open step was requested, UTC.
    pub opinion_since: Option<DateTime<Utc>>,
    /// The unit asked for it.
    pub opinion_unit: Option<UnitCode>,
    /// When the pending withdrawal was requested, UTC.
    pub withdrawal_since: Option<DateTime<Utc>>,
    /// When the applicant last submitted papers, UTC.
    pub supplemented_at: Option<DateTime<Utc>>,
    /// When the newest fee demanded was paid, by the clock of the payment, UTC; `None` while it is due.
    pub fee_paid_at: Option<DateTime<Utc>>,
    /// When the clock was last paused, UTC.
    pub paused_at: Option<DateTime<Utc>>,
    /// When the last local day to submit the papers asked for ends, UTC.
    pub lapses_at: Option<DateTime<Utc>>,
    /// Whether its result was recalled and the journey was not reopened since.
    pub recalled: bool,
}

/// Who has to act next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponsibleParty {
    /// The role.
    pub role: String,
    /// Code of the unit or agency; `None` when the platform itself did not continue.
    pub unit: Option<String>,
}

impl StuckCandidate {
    /// What it waits for at `now`; `None` while it waits for the applicant, or when it ended.
    pub fn waits_for(&self, now: DateTime<Utc>) -> Option<WaitsFor> {
        match self.status {
            Status::Submitted => Some(WaitsFor::Acceptance),
            Status::Accepted if self.accepted => Some(WaitsFor::Journey),
            Status::Accepted => Some(WaitsFor::Receipt),
            Status::InProgress if self.opinion_since.is_some() => Some(WaitsFor::Opinion),
            Status::InProgress => Some(WaitsFor::Step),
            Status::WithdrawalRequested => Some(WaitsFor::WithdrawalAnswer),
            Status::SupplementRequested | Status::PaymentRequested => self.waits_for_while_paused(now),
            Status::Completed if self.recalled => Some(WaitsFor::Journey),
            Status::Completed => Some(WaitsFor::HandOver),
            Status::NotAccepted | Status::Stopped | Status::Returned => None,
        }
    }

    /// While the clock is paused, the status shows the pause and not a pending withdrawal.
    fn waits_for_while_paused(&self, now: DateTime<Utc>) -> Option<WaitsFor> {
        let lapsed = self.status == Status::SupplementRequested && self.lapses_at.is_some_and(|at| at <= now);
        if self.withdrawal_since.is_some() {
            Some(WaitsFor::WithdrawalAnswer)
        } else if self.answered_since().is_some() {
            Some(WaitsFor::Resumption)
        } else {
            lapsed.then_some(WaitsFor::Stop)
        }
    }

    /// Since when the applicant has answered what the clock is paused for, UTC. Papers are those submitted since the
    /// pause. A payment is identified by its fee, so a payment that a slow clock dates too early still counts.
    fn answered_since(&self) -> Option<DateTime<Utc>> {
        match self.status {
            Status::SupplementRequested => {
                self.supplemented_at.filter(|at| self.paused_at.is_none_or(|since| since <= *at))
            }
            Status::PaymentRequested => self.fee_paid_at.map(|at| self.paused_at.map_or(at, |since| since.max(at))),
            _ => None,
        }
    }

    /// Since when it waits for what it waits for at `now`, UTC.
    pub fn waits_since(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.waits_for(now).map_or(self.moved_at, |waits_for| self.since(waits_for))
    }

    /// Since when it waits for that, UTC: the time before belongs to another party.
    pub fn since(&self, waits_for: WaitsFor) -> DateTime<Utc> {
        let since = match waits_for {
            WaitsFor::Opinion => self.opinion_since,
            WaitsFor::WithdrawalAnswer => self.withdrawal_since,
            WaitsFor::Resumption => self.answered_since(),
            WaitsFor::Stop => self.lapses_at,
            WaitsFor::Acceptance | WaitsFor::Receipt | WaitsFor::Journey | WaitsFor::Step | WaitsFor::HandOver => None,
        };
        since.unwrap_or(self.moved_at)
    }

    /// Whether its open step is past its own due date; while the clock is paused no step is.
    pub fn is_step_overdue(&self, now: DateTime<Utc>) -> bool {
        matches!(self.status, Status::InProgress | Status::WithdrawalRequested)
            && self.step_due_at.is_some_and(|due_at| due_at < now)
    }

    /// Who has to act next.
    pub fn responsible_party(&self, waits_for: WaitsFor) -> ResponsibleParty {
        let of_agency = |role: Role| party(role.as_str(), Some(self.agency.as_str()));
        match waits_for {
            WaitsFor::Acceptance | WaitsFor::Receipt => of_agency(Role::IntakeOfficer),
            WaitsFor::Journey | WaitsFor::Resumption => party(Role::SysAdmin.as_str(), None),
            WaitsFor::Step => {
                let role = self.step_role.as_deref().unwrap_or(Role::DeptOfficer.as_str());
                let holder = self.holder.as_ref().map_or(self.agency.as_str(), UnitCode::as_str);
                party(role, Some(holder))
            }
            WaitsFor::Opinion => party(Role::DeptOfficer.as_str(), self.opinion_unit.as_ref().map(UnitCode::as_str)),
            WaitsFor::WithdrawalAnswer | WaitsFor::Stop => of_agency(Role::DeptHead),
            WaitsFor::HandOver => of_agency(Role::ResultOfficer),
        }
    }
}

fn party(role: &str, unit: Option<&str>) -> ResponsibleParty {
    ResponsibleParty { role: role.to_owned(), unit: unit.map(str::to_owned) }
}
