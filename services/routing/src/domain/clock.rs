//! The legal clock of a journey as a record: every version of the due date with what it was counted from, and every
//! pause. Whoever asks "why this day" gets it counted again, day by day.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, Due, Error, Frozen, Limit, Policy, due, resume};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::journey::{Event, Overtaken, Stage, Wait, What};
use super::process::Process;

/// What a version of the due date was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Basis {
    /// The whole limit from the acceptance: the receipt's promise.
    Accepted {
        /// When the dossier was accepted, UTC.
        from: DateTime<Utc>,
    },
    /// The whole limit of the right procedure or case from the same acceptance.
    Corrected {
        /// When the dossier was accepted, UTC.
        from: DateTime<Utc>,
    },
    /// What was left when the clock stopped, from the moment it went on.
    Resumed {
        /// When it went on, UTC.
        from: DateTime<Utc>,
        /// What was left.
        frozen: Frozen,
    },
    /// What was left when the clock stopped, from the moment the dossier ended without a result while it stood.
    Ended {
        /// When it ended, UTC.
        from: DateTime<Utc>,
        /// What was left.
        frozen: Frozen,
    },
    /// Promised by the leader with an apology; the version before it stays the one it is judged by.
    Extended,
}

/// A version of the due date. The original stays on record for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DueVersion {
    /// From when it holds, UTC.
    pub since: DateTime<Utc>,
    /// The due moment, UTC.
    pub due_at: DateTime<Utc>,
    /// What it was counted from.
    #[serde(flatten)]
    pub basis: Basis,
    /// The limit it was counted by.
    pub limit: Limit,
    /// What a pause does to that limit.
    pub policy: Policy,
    /// Code of the calendar it was counted by.
    pub calendar: String,
    /// Version of that calendar.
    pub calendar_version: u32,
}

impl DueVersion {
    /// Counts it again, by the calendar of its version. `None` for a promise, which nobody counts.
    ///
    /// # Errors
    /// When the calendar cannot answer.
    pub fn recount(&self, calendar: &Calendar) -> Option<Result<Due, Error>> {
        match self.basis {
            Basis::Accepted { from } | Basis::Corrected { from } => Some(due(calendar, from, self.limit)),
            Basis::Resumed { from, frozen } => Some(resume(calendar, self.limit, self.policy, frozen, from)),
            Basis::Ended { from, frozen } => Some(resume(calendar, self.limit, Policy::Pause, frozen, from)),
            Basis::Extended => None,
        }
    }
}

/// A time in which the clock stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pause {
    /// What the dossier waited for.
    pub wait: Wait,
    /// From, UTC.
    pub from: DateTime<Utc>,
    /// To, UTC; open while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
}

/// A correction that reached the journey too late to change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Late {
    /// When it was made, UTC.
    pub at: DateTime<Utc>,
    /// What the receipt issued again promises.
    #[serde(flatten)]
    pub correction: Overtaken,
}

/// Versions and pauses, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalClock {
    /// Every version of the due date.
    pub versions: Vec<DueVersion>,
    /// Every pause.
    pub pauses: Vec<Pause>,
    /// Every correction that came too late.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overtaken: Vec<Late>,
}

impl LegalClock {
    /// Keeps what an event of the business time `at` did to the clock of a dossier accepted at `accepted_at`, counted
    /// by `calendar_version`.
    pub fn note(
        &mut self,
        event: &Event,
        process: &Process,
        accepted_at: DateTime<Utc>,
        calendar_version: u32,
        at: DateTime<Utc>,
    ) {
        match (&event.what, &event.then) {
            (_, Stage::Paused { ask, .. }) if event.what == What::Paused => {
                self.pauses.push(Pause { wait: ask.wait(), from: at, to: None });
            }
            (What::CorrectionOvertaken(correction), _) => {
                self.overtaken.push(Late { at, correction: Overtaken::from(correction.as_ref()) });
            }
            (What::Resumed { .. }, _) | (_, Stage::Stopped { .. }) => self.end_pause(at),
            _ => {}
        }
        let Some(first) = basis(event, accepted_at, at) else { return };
        let correction = event.what.correction();
        // Intake counted the right limit, by the calendar it had; the pauses were counted here.
        let first = (first.0, first.1, correction.map_or(calendar_version, |correction| correction.calendar_version));
        let replayed = correction.map(|correction| correction.replayed.as_slice()).unwrap_or_default();
        let again = replayed
            .iter()
            .map(|pause| (pause.due_at, Basis::Resumed { from: pause.from, frozen: pause.frozen }, calendar_version));
        for (due_at, basis, calendar_version) in std::iter::once(first).chain(again) {
            self.versions.push(DueVersion {
                since: at,
                due_at,
                basis,
                limit: process.limit,
                policy: process.policy,
                calendar: process.calendar.clone(),
                calendar_version,
            });
        }
    }

    fn end_pause(&mut self, at: DateTime<Utc>) {
        if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.to.is_none()) {
            pause.to = Some(at);
        }
    }

    /// The version that early, on time and late are judged by: the newest that is no promise.
    pub fn binding(&self) -> Option<&DueVersion> {
        self.versions.iter().rev().find(|version| version.basis != Basis::Extended)
    }

    /// The later date that was promised, if one was.
    pub fn promised_at(&self) -> Option<DateTime<Utc>> {
        self.versions.iter().rev().find(|version| version.basis == Basis::Extended).map(|version| version.due_at)
    }
}

fn basis(event: &Event, accepted_at: DateTime<Utc>, at: DateTime<Utc>) -> Option<(DateTime<Utc>, Basis)> {
    if let Some(correction) = event.what.correction() {
        return Some((correction.due_at, Basis::Corrected { from: accepted_at }));
    }
    match &event.what {
        What::Started => event.then.due_at().map(|due_at| (due_at, Basis::Accepted { from: accepted_at })),
        What::Resumed { frozen } => {
            event.then.due_at().map(|due_at| (due_at, Basis::Resumed { from: at, frozen: *frozen }))
        }
        What::Stopped { frozen: Some(frozen) } => {
            event.then.due_at().map(|due_at| (due_at, Basis::Ended { from: at, frozen: *frozen }))
        }
        What::Extended { promised_at } => Some((*promised_at, Basis::Extended)),
        What::Advanced
        | What::DecisionAdopted
        | What::Paused
        | What::Completed
        | What::WithdrawalAsked
        | What::Kept
        | What::Stopped { frozen: None }
        // Whatever moves or comes back, the date that was promised stays.
        | What::Rerouted { .. }
        | What::Reopened { .. }
        | What::OpinionAsked(_)
        | What::OpinionGiven { .. }
        | What::Moved { .. }
        | What::CorrectionOvertaken(_)
        | What::PauseLapsed { .. }
        | What::AnswerLapsed { .. } => None,
    }
}
