//! The tasks of one dossier: decided and applied together, because the rules of one read the others.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::TaskId;
use motcua_worktime::local_date;

use super::lifecycle::{Command, Event, Refusal, RuleContext, Stage};
use super::step::Kind;
use super::task::Task;

/// The tasks of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierTasks {
    /// The tasks, by step.
    pub tasks: Vec<Task>,
    /// Whether a leader stopped the dossier.
    pub stopped: bool,
}

impl DossierTasks {
    /// The task with this id.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// Decides a command to a task, or to one that it opens, at business time `at`; `None` when nothing changes.
    ///
    /// # Errors
    /// When the stage of the task or the other tasks do not allow the command.
    pub fn decide(&self, task: &Task, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
        task.decide(&self.rule_context(task), command, at)
    }

    /// Applies an event of the business time `at` to a task, which joins the others when the event opens it.
    pub fn apply(&mut self, mut task: Task, event: &Event, at: DateTime<Utc>) -> Task {
        task.apply(event, at);
        self.stopped |= event.stops_dossier();
        match self.tasks.iter_mut().find(|known| known.id == task.id) {
            Some(known) => known.clone_from(&task),
            None => self.tasks.push(task.clone()),
        }
        task
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
            supplement_asked: self.tasks.iter().any(|task| task.supplement.is_some()),
            workers: work.filter_map(|task| task.stage.done_by()).collect(),
            unit: task.step.unit.clone(),
            // Opinions that were closed unanswered do not count: a corrected dossier may ask again.
            opinions: self.opinions().filter(|opinion| opinion.stage != Stage::Closed).count(),
            awaited: awaited.map(|opinion| opinion.step.unit.clone()).collect(),
            stopped: self.stopped,
        }
    }

    /// The commands to other tasks that follow from an event, in the same transaction.
    pub fn consequences(&self, task: &Task, event: &Event, at: DateTime<Utc>) -> Vec<(Task, Command)> {
        let closing = |tasks: Vec<&Task>| tasks.into_iter().map(|other| (other.clone(), Command::Close)).collect();
        match event {
            Event::OpinionAsked { question, .. } => vec![(Task::of_opinion(task, question, at), Command::Open)],
            // Their answers are no longer needed.
            Event::Completed { .. } => {
                closing(self.opinions().filter(|opinion| opinion.is_asked_in(task.id)).collect())
            }
            Event::Stopped { .. } => closing(self.tasks.iter().filter(|other| other.id != task.id).collect()),
            Event::Opened
            | Event::OpenedTooLate
            | Event::Claimed { .. }
            | Event::OpinionGiven { .. }
            | Event::Moved { .. }
            | Event::SupplementAsked { .. }
            | Event::FeeRequired { .. }
            | Event::Extended { .. }
            | Event::WithdrawalNoted { .. }
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

#[cfg(test)]
mod tests;
