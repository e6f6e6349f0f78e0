//! What the API offers on a task, and which of it only a leader may run.

use motcua_contracts::ids::{AccountId, TaskId};

use crate::domain::{Command, Question};

/// A command, or what becomes one with data of the database.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Ask another unit for its opinion; the command needs the agency of that unit.
    RequestOpinion {
        /// Who asks.
        by: AccountId,
        /// Which unit, what, until when.
        question: Question,
    },
    /// Every other operation.
    Command(Command),
}

impl Operation {
    /// Whether only a leader of the agency may run it.
    pub fn is_of_leader(&self) -> bool {
        match self {
            Self::RequestOpinion { .. } => false,
            Self::Command(command) => command.is_of_leader(),
        }
    }

    /// The task that it opens, if it opens one.
    pub fn opens(&self) -> Option<TaskId> {
        match self {
            Self::RequestOpinion { question, .. } => Some(question.task),
            Self::Command(_) => None,
        }
    }
}

impl From<Command> for Operation {
    fn from(command: Command) -> Self {
        Self::Command(command)
    }
}
