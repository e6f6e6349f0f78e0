//! A task, and the tasks of one dossier together: some rules look at its neighbours.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::TaskId;
use motcua_worktime::local_date;

use super::{Event, Extension, Fee, Kind, Situation, Stage, Step, Supplement, evolve};

/// The work of one opened step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id, derived from dossier and step.
    pub id: TaskId,
    /// The step.
    pub step: Step,
    /// Where it stands.
    pub stage: Stage,
    /// The papers that were asked for while working on it.
    pub supplement: Option<Supplement>,
    /// The payment that was demanded last while working on it.
    pub fee: Option<Fee>,
    /// The later date that was promised while it was open.
    pub extension: Option<Extension>,
    /// Whether the applicant wants the dossier back.
    pub withdrawing: bool,
    /// When the step was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was done or closed.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Task {
    /// The task of a step that is about to be opened.
    pub fn new(id: TaskId, step: Step, at: DateTime<Utc>) -> Self {
        let withdrawing = step.withdrawing;
        Self {
            id,
            step,
            stage: Stage::Absent,
            supplement: None,
            fee: None,
            extension: None,
            withdrawing,
            opened_at: at,
            ended_at: None,
        }
    }

    /// The task after an event of the business time `at`.
    #[must_use]
    pub fn after(mut self, event: &Event, at: DateTime<Utc>) -> Self {
        self.stage = evolve(event);
        self.ended_at = self.stage.has_ended().then_some(at);
        match event {
            Event::SupplementAsked { supplement, .. } => self.supplement = Some(supplement.clone()),
            Event::FeeRequired { fee, .. } => self.fee = Some(fee.clone()),
            Event::Extended { extension, .. } => self.extension = Some(extension.clone()),
            Event::WithdrawalNoted { .. } => self.withdrawing = true,
            Event::WithdrawalDeclined { .. } | Event::WithdrawalEnded { .. } => self.withdrawing = false,
            Event::Resumed { dossier_due_at, .. } => self.step.dossier_due_at = *dossier_due_at,
            _ => {}
        }
        self
    }
}

/// The tasks of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The tasks, by step.
    pub tasks: Vec<Task>,
}

impl Work {
    /// The task with this id.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// What the rules need to know about a task beyond its own stage.
    pub fn situation(&self, task: &Task) -> Situation {
        // After a correction another task waits than the one that asked.
        let waits = self.tasks.iter().any(|other| matches!(other.stage, Stage::Paused { papers: true, .. }));
        let asked = self.tasks.iter().filter_map(|other| other.supplement.as_ref());
        let work = self.tasks.iter().filter(|task| task.step.kind == Kind::Work);
        Situation {
            kind: task.step.kind,
            papers_until: asked.map(|asked| asked.deadline).max().filter(|_| waits),
            extended: self.tasks.iter().any(|other| other.extension.is_some()),
            withdrawing: task.withdrawing,
            due_on: local_date(task.step.dossier_due_at),
            asked: self.tasks.iter().any(|task| task.supplement.is_some()),
            workers: work.filter_map(|task| task.stage.done_by()).collect(),
        }
    }
}
