//! The legal clock of a journey as a record: every version of the due date, every pause and every superseded correction.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::due_version::{Basis, DueVersion};
use super::journey::{Correction, Event, EventKind, Stage, SupersededCorrection, Wait};
use super::process::Process;

/// A time in which the clock was paused.
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

/// Versions and pauses, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegalClock {
    /// Every version of the due date.
    pub versions: Vec<DueVersion>,
    /// Every pause.
    pub pauses: Vec<Pause>,
    /// Every correction that came too late to move the due date.
    #[serde(default, alias = "overtaken", skip_serializing_if = "Vec::is_empty")]
    pub superseded_corrections: Vec<SupersededCorrection>,
}

/// What a due date is counted by.
#[derive(Debug, Clone, Copy)]
pub struct CountedBy<'a> {
    /// The process with limit, policy and calendar.
    pub process: &'a Process,
    /// When the dossier was accepted, UTC.
    pub accepted_at: DateTime<Utc>,
    /// Version of the calendar.
    pub calendar_version: u32,
}

impl LegalClock {
    /// Applies an event of the business time `at`.
    pub fn apply(&mut self, event: &Event, counted_by: CountedBy<'_>, at: DateTime<Utc>) {
        match &event.kind {
            EventKind::Started => {
                let basis = Basis::Accepted { from: counted_by.accepted_at };
                self.add(event.new_stage.due_at(), basis, counted_by, at);
            }
            EventKind::Paused => self.pause(&event.new_stage, at),
            EventKind::Resumed { frozen } => {
                self.end_pause(at);
                self.add(event.new_stage.due_at(), Basis::Resumed { from: at, frozen: *frozen }, counted_by, at);
            }
            EventKind::Stopped { frozen } => {
                self.end_pause(at);
                if let Some(frozen) = *frozen {
                    self.add(event.new_stage.due_at(), Basis::Ended { from: at, frozen }, counted_by, at);
                }
            }
            EventKind::Extended { promised_at } => self.add(Some(*promised_at), Basis::Extended, counted_by, at),
            EventKind::Rerouted { correction, .. } | EventKind::Reopened { correction: Some(correction), .. } => {
                self.correct(correction, counted_by, at);
            }
            EventKind::CorrectionSuperseded(corrected) => {
                self.superseded_corrections.push(SupersededCorrection::of(corrected, at));
            }
            // A journey that is returned for error or moved keeps its due date.
            EventKind::Reopened { correction: None, .. }
            | EventKind::Advanced
            | EventKind::Completed
            | EventKind::WithdrawalRequested
            | EventKind::WithdrawalDeclined
            | EventKind::DecisionAdopted
            | EventKind::OpinionRequested(_)
            | EventKind::OpinionGiven { .. }
            | EventKind::Moved { .. }
            | EventKind::RequestExpired { .. }
            | EventKind::ExpiredRequestAnswered { .. } => {}
        }
    }

    /// Intake counted the right limit, by the calendar version it had; the pauses are counted by the one of routing.
    fn correct(&mut self, correction: &Correction, counted_by: CountedBy<'_>, at: DateTime<Utc>) {
        let by_intake = CountedBy { calendar_version: correction.calendar_version, ..counted_by };
        let basis = Basis::Corrected { from: counted_by.accepted_at };
        self.add(Some(correction.due_at), basis, by_intake, at);
        for pause in &correction.replayed {
            let basis = Basis::Resumed { from: pause.from, frozen: pause.frozen };
            self.add(Some(pause.due_at), basis, counted_by, at);
        }
    }

    fn add(&mut self, due_at: Option<DateTime<Utc>>, basis: Basis, counted_by: CountedBy<'_>, since: DateTime<Utc>) {
        let CountedBy { process, calendar_version, .. } = counted_by;
        let Process { limit, policy, .. } = *process;
        self.versions.extend(due_at.map(|due_at| {
            let calendar = process.calendar.clone();
            DueVersion { since, due_at, basis, limit, policy, calendar, calendar_version }
        }));
    }

    fn pause(&mut self, stage: &Stage, from: DateTime<Utc>) {
        if let Stage::Paused { request, .. } = stage {
            self.pauses.push(Pause { wait: request.wait(), from, to: None });
        }
    }

    fn end_pause(&mut self, at: DateTime<Utc>) {
        if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.to.is_none()) {
            pause.to = Some(at);
        }
    }

    /// The pauses that ended, from and to.
    pub fn ended_pauses(&self) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        self.pauses.iter().filter_map(|pause| pause.to.map(|to| (pause.from, to))).collect()
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
