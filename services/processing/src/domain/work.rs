//! The tasks of one dossier together: what a rule has to know of the neighbours, and what follows for them.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::TaskId;
use motcua_worktime::local_date;

use super::{Command, Event, Kind, Situation, Stage, Task};

/// The tasks of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The tasks, by step.
    pub tasks: Vec<Task>,
    /// Whether a leader ended the dossier.
    pub over: bool,
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
        // Who gave an opinion had a hand in the work: four eyes see more than two.
        let work = self.tasks.iter().filter(|task| task.step.kind != Kind::Approve);
        let awaited = self.opinions().filter(|opinion| !opinion.stage.has_ended());
        Situation {
            kind: task.step.kind,
            papers_until: asked.map(|asked| asked.deadline).max().filter(|_| waits),
            extended: self.tasks.iter().any(|other| other.extension.is_some()),
            withdrawing: task.withdrawing,
            due_on: local_date(task.step.dossier_due_at),
            asked: self.tasks.iter().any(|task| task.supplement.is_some()),
            workers: work.filter_map(|task| task.stage.done_by()).collect(),
            unit: task.step.unit.clone(),
            // What was closed unanswered helped nobody: a corrected dossier may ask again.
            opinions: self.opinions().filter(|opinion| opinion.stage != Stage::Closed).count(),
            awaited: awaited.map(|opinion| opinion.step.unit.clone()).collect(),
            over: self.over,
        }
    }

    /// What an event of a task means for others, as it is commanded of them in the same transaction.
    pub fn consequences(&self, task: &Task, event: &Event, at: DateTime<Utc>) -> Vec<(Task, Command)> {
        let closing = |tasks: Vec<&Task>| tasks.into_iter().map(|other| (other.clone(), Command::Close)).collect();
        match event {
            Event::OpinionAsked { question, .. } => vec![(Task::of_opinion(task, question, at), Command::Open)],
            // Nobody reads any more what they would say.
            Event::Completed { .. } => {
                closing(self.opinions().filter(|opinion| opinion.is_asked_in(task.id)).collect())
            }
            Event::Stopped { .. } => closing(self.tasks.iter().filter(|other| other.id != task.id).collect()),
            _ => Vec::new(),
        }
    }

    fn opinions(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(|task| task.step.kind == Kind::Opinion)
    }
}

#[cfg(test)]
mod tests;
