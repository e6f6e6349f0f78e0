//! The tasks of one dossier: decided and applied together, because the rules of one read the others.

mod command;
mod event;

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, TaskId};
use motcua_worktime::local_date;

use super::lifecycle::{Command, Event, Refusal, RuleContext, Stage};
use super::step::Kind;
use super::task::Task;
pub use command::DossierCommand;
pub use event::DossierEvent;

/// The tasks of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierTasks {
    /// The dossier.
    pub dossier: DossierId,
    /// The tasks, by step.
    pub tasks: Vec<Task>,
    /// Whether a leader stopped the dossier.
    pub stopped: bool,
    /// Whether a decision stands: the dossier was decided, and its result has not come back for an error.
    pub decided: bool,
}

impl DossierTasks {
    /// A dossier without tasks.
    pub fn new(dossier: DossierId) -> Self {
        Self { dossier, tasks: Vec::new(), stopped: false, decided: false }
    }

    /// The task with this id.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// Adds a task that is about to be opened, unless it is known.
    pub fn add(&mut self, absent: Task) {
        if self.task(absent.id).is_none() {
            self.tasks.push(absent);
        }
    }

    /// Decides at business time `at`; `None` when nothing changes.
    ///
    /// # Errors
    /// When there is no such task, or its stage or the other tasks do not allow the command.
    pub fn decide(&self, command: &DossierCommand, at: DateTime<Utc>) -> Result<Option<DossierEvent>, Refusal> {
        match command {
            DossierCommand::Task { id, command } => {
                let task = self.task(*id).ok_or(Refusal::NotFound)?;
                let event = task.decide(&self.rule_context(task), command, at)?;
                Ok(event.map(|event| DossierEvent::Task { id: *id, event }))
            }
            DossierCommand::RevokeDecision => {
                Ok((self.decided || self.stopped).then_some(DossierEvent::DecisionRevoked))
            }
        }
    }

    /// Applies an event of the business time `at`.
    pub fn apply(&mut self, event: &DossierEvent, at: DateTime<Utc>) {
        match event {
            DossierEvent::Task { id, event } => self.apply_to_task(*id, event, at),
            DossierEvent::DecisionRevoked => (self.stopped, self.decided) = (false, false),
        }
    }

    fn apply_to_task(&mut self, id: TaskId, event: &Event, at: DateTime<Utc>) {
        self.stopped |= event.stops_dossier();
        self.decided |= event.decides_dossier();
        let Some(task) = self.tasks.iter_mut().find(|task| task.id == id) else { return };
        task.apply(event, at);
        if let Event::OpinionRequested { question, .. } = event {
            let opinion = Task::of_opinion(task, question, at);
            self.add(opinion);
        }
    }

    /// What the rules read about a task besides its own stage.
    pub fn rule_context(&self, task: &Task) -> RuleContext {
        // After a correction another task is paused than the one that asked.
        let paused = self.tasks.iter().any(|other| matches!(other.stage, Stage::Paused { papers: true, .. }));
        let asked = self.tasks.iter().filter_map(|other| other.supplement.as_ref());
        // Four-eyes rule: an officer who did work does not decide, and an opinion is part of the work.
        let work = self.tasks.iter().filter(|task| task.step.kind != Kind::Approve);
        let awaited = self.opinions().filter(|opinion| !opinion.stage.has_ended());
        RuleContext {
            kind: task.step.kind,
            papers_until: asked.map(|asked| asked.deadline).max().filter(|_| paused),
            extended: self.tasks.iter().any(|other| other.extension.is_some()),
            withdrawing: task.withdrawing,
            due_on: local_date(task.step.dossier_due_at),
            supplement_requested: self.tasks.iter().any(|task| task.supplement.is_some()),
            workers: work.filter_map(|task| task.stage.done_by()).collect(),
            unit: task.step.unit.clone(),
            // Opinions that were closed unanswered do not count: a corrected dossier may ask again.
            opinions: self.opinions().filter(|opinion| opinion.stage != Stage::Closed).count(),
            awaited: awaited.map(|opinion| opinion.step.unit.clone()).collect(),
            answer: task.opinion.as_ref().and_then(|opinion| opinion.answer.clone()),
            stopped: self.stopped,
            decided: self.decided,
        }
    }

    /// The commands that follow from an event, in the same transaction.
    pub fn consequences(&self, event: &DossierEvent) -> Vec<DossierCommand> {
        match event {
            DossierEvent::Task { id, event } => self.consequences_of(*id, event),
            DossierEvent::DecisionRevoked => Vec::new(),
        }
    }

    fn consequences_of(&self, id: TaskId, event: &Event) -> Vec<DossierCommand> {
        match event {
            Event::OpinionRequested { question, .. } => {
                vec![DossierCommand::Task { id: question.task, command: Command::Open }]
            }
            // Their answers are no longer needed.
            Event::Completed { .. } => closing(self.opinions().filter(|opinion| opinion.is_asked_in(id))),
            Event::Stopped { .. } => closing(self.tasks.iter().filter(|other| other.id != id)),
            Event::Opened
            | Event::OpenedTooLate
            | Event::Claimed { .. }
            | Event::OpinionGiven { .. }
            | Event::Moved { .. }
            | Event::SupplementRequested { .. }
            | Event::FeeRequired { .. }
            | Event::Extended { .. }
            | Event::WithdrawalRequested { .. }
            | Event::WithdrawalDeclined { .. }
            | Event::WithdrawalEnded { .. }
            | Event::Paused { .. }
            | Event::Resumed { .. }
            | Event::Decided { .. }
            | Event::Closed => Vec::new(),
        }
    }

    fn opinions(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(|task| task.step.kind == Kind::Opinion)
    }
}

fn closing<'a>(tasks: impl Iterator<Item = &'a Task>) -> Vec<DossierCommand> {
    tasks.map(|task| DossierCommand::Task { id: task.id, command: Command::Close }).collect()
}

#[cfg(test)]
mod tests;
