//! The journey of a dossier: which step is open, when the dossier falls due, what stops that clock and what ends it.

mod carried;
mod event;
mod rules;
mod stage;
mod wait;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{ProcedureId, TaskId};
use motcua_worktime::Frozen;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::process::Process;
pub use carried::{Carried, Opinion};
pub use event::{Event, Overtaken, What};
pub use rules::decide;
pub use stage::{OpenStep, Stage};
pub use wait::{Ask, Wait};

/// Why a journey ended without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The applicant took the dossier back.
    Withdrawn,
    /// The papers asked for did not come in time.
    SupplementOverdue,
    /// What the leader wrote.
    Other,
}

impl Cause {
    /// As messages name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::SupplementOverdue => "supplement_overdue",
            Self::Other => "other",
        }
    }

    /// The cause of this name.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Withdrawn, Self::SupplementOverdue, Self::Other].into_iter().find(|cause| cause.as_str() == name)
    }
}

/// What every decision about a journey looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The process it follows.
    pub process: Process,
    /// Where it stands.
    pub stage: Stage,
    /// What it carries from round to round.
    pub carried: Carried,
}

impl Journey {
    /// One that has not begun.
    pub fn new(process: Process) -> Self {
        Self { process, stage: Stage::Absent, carried: Carried::default() }
    }

    /// Takes on what an event brought.
    pub fn take(&mut self, event: &Event) {
        match &event.what {
            What::Rerouted { process, .. } | What::Reopened { process, .. } => self.process = (**process).clone(),
            What::Moved { to, steps, .. } => self.process.assign(steps, to),
            _ => {}
        }
        self.carried.take(&event.what);
        self.stage = evolve(event);
    }
}

/// What an event of another service asks of a journey, or the director of the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin, with the due date of the receipt.
    Start {
        /// Due date version 1.
        due_at: DateTime<Utc>,
    },
    /// The work of a step is done.
    FinishWork {
        /// The step.
        step: u32,
    },
    /// The leader decided.
    FinishApproval {
        /// The step.
        step: u32,
    },
    /// The leader decided in a round that a correction ended meanwhile: the decision stands.
    AdoptDecision,
    /// The result is issued.
    FinishIssue,
    /// Papers or a payment are asked for.
    Pause(Ask),
    /// Papers or a payment were asked for in a round that a return for error ended.
    Lapse(Ask),
    /// What was asked for came.
    Resume(Ask),
    /// The applicant wants the dossier back.
    AskWithdrawal,
    /// The agency keeps it.
    Keep,
    /// The leader ends it without a result.
    Stop(Cause),
    /// The agency promises a later date; the due date stays.
    Extend {
        /// The day promised, local.
        promised_on: NaiveDate,
    },
    /// The dossier was corrected: follow the right process from its beginning.
    Reroute(RightWay),
    /// The issued result came back for an error (9 → 4): go on as if the clock had never ended.
    Reopen,
    /// Another unit is asked for its opinion; the clock runs on.
    AwaitOpinion(Opinion),
    /// The unit asked gave it.
    NoteOpinion {
        /// The task of the opinion.
        task: TaskId,
    },
    /// Give the open work, all that is still to come and the opinions awaited in a unit to another.
    Move(Move),
}

/// Work that changes its unit, because agencies merge or units close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The unit that has it.
    pub from: String,
    /// The unit that gets it.
    pub to: String,
    /// Why; the history keeps it.
    pub reason: String,
}

/// What a corrected dossier follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RightWay {
    /// The process.
    pub process: Process,
    /// The due date by the right limit from the same acceptance, as if the clock had never stood.
    pub due_at: DateTime<Utc>,
    /// The pauses that ended, from and to.
    pub pauses: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// The procedure.
    pub procedure: ProcedureId,
    /// The version of it.
    pub version: u32,
    /// The version of the calendar that intake counted the due date by.
    pub calendar_version: u32,
}

/// What a correction brought to a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// The procedure from now on.
    pub procedure: ProcedureId,
    /// The version of it.
    pub version: u32,
    /// The due date by the right limit, as if the clock had never stood; UTC.
    pub due_at: DateTime<Utc>,
    /// The version of the calendar that this date was counted by.
    pub calendar_version: u32,
    /// The pauses that ended, counted for that limit by the calendar of routing.
    pub replayed: Vec<Replayed>,
}

/// A pause counted once more, for the right limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Replayed {
    /// What was left when the clock stopped.
    pub frozen: Frozen,
    /// When it went on, UTC.
    pub from: DateTime<Utc>,
    /// The due date that results, UTC.
    pub due_at: DateTime<Utc>,
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such journey, or not one the caller may see.
    NotFound,
    /// Something that must come first has not been heard yet.
    TooEarly,
    /// The status does not allow it.
    WrongStage,
    /// The calendar cannot answer.
    Calendar(motcua_worktime::Error),
}

impl From<motcua_worktime::Error> for Refusal {
    fn from(error: motcua_worktime::Error) -> Self {
        Self::Calendar(error)
    }
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    event.then.clone()
}

#[cfg(test)]
mod tests;
