//! The journey of a dossier: which step is open, when the dossier falls due, what stops that clock and what ends it.

mod rules;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_worktime::Frozen;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::process::Process;
pub use rules::decide;

/// What a dossier waits for while its clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Wait {
    /// Papers (Yêu cầu bổ sung giấy tờ, 5).
    Papers,
    /// A payment (Yêu cầu thực hiện nghĩa vụ tài chính, 6).
    Payment,
}

impl Wait {
    /// The national status code.
    pub fn status(self) -> i32 {
        match self {
            Self::Papers => 5,
            Self::Payment => 6,
        }
    }
}

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

/// Where a journey stands; the national status is 4 to 9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// Đang xử lý (4): a unit holds the open step, the clock runs.
    Running {
        /// The open step.
        open: OpenStep,
        /// When the dossier is due.
        due_at: DateTime<Utc>,
        /// The applicant wants it back (7); nobody has answered yet.
        withdrawing: bool,
    },
    /// Yêu cầu bổ sung (5), yêu cầu nghĩa vụ tài chính (6): the clock stands.
    Paused {
        /// The step that waits.
        open: OpenStep,
        /// For what.
        wait: Wait,
        /// Since when.
        since: DateTime<Utc>,
        /// What was left when the clock stopped.
        frozen: Frozen,
        /// The applicant wants it back (7); nobody has answered yet.
        withdrawing: bool,
    },
    /// Đã xử lý xong (9).
    Completed {
        /// When the result was issued.
        at: DateTime<Utc>,
        /// What early, on time and late are judged by.
        due_at: DateTime<Utc>,
    },
    /// Dừng xử lý (8).
    Stopped {
        /// When.
        at: DateTime<Utc>,
        /// What early, on time and late are judged by.
        due_at: DateTime<Utc>,
        /// Why.
        cause: Cause,
    },
}

/// What every decision about a journey looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The process it follows.
    pub process: Process,
    /// Where it stands.
    pub stage: Stage,
}

/// What an event of another service asks of a journey.
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
    Pause(Wait),
    /// What was asked for came.
    Resume(Wait),
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
}

/// What a corrected dossier follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightWay {
    /// The process.
    pub process: Process,
    /// The due date by the right limit from the same acceptance, as if the clock had never stood.
    pub due_at: DateTime<Utc>,
    /// The pauses that ended, from and to.
    pub pauses: Vec<(DateTime<Utc>, DateTime<Utc>)>,
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

/// A step that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenStep {
    /// Its number.
    pub number: u32,
    /// Since when its unit holds the dossier.
    pub since: DateTime<Utc>,
    /// When it should be done.
    pub due_at: DateTime<Utc>,
}

/// What became true, and where the journey stands then; private to routing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub what: What,
    /// Where the journey stands from now on.
    pub then: Stage,
}

/// What became true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum What {
    /// Begun with its first step.
    Started,
    /// The next step was opened.
    Advanced,
    /// The clock stopped.
    Paused,
    /// The clock goes on.
    Resumed {
        /// What was left when it stopped.
        frozen: Frozen,
    },
    /// The result is issued, the clock ended.
    Completed,
    /// The applicant wants it back.
    WithdrawalAsked,
    /// The agency keeps it.
    Kept,
    /// Ended without a result.
    Stopped,
    /// A later date is promised.
    Extended {
        /// Which.
        promised_at: DateTime<Utc>,
    },
    /// Begun anew under another process.
    Rerouted {
        /// The process until now.
        before: Box<Process>,
        /// The process from now on.
        process: Box<Process>,
        /// The due date by the right limit, as if the clock had never stood.
        due_at: DateTime<Utc>,
        /// The pauses that ended, counted for that limit.
        replayed: Vec<Replayed>,
    },
    /// A decision of the round before stands: the result is issued.
    DecisionAdopted,
}

impl What {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Advanced => "advanced",
            Self::Paused => "paused",
            Self::Resumed { .. } => "resumed",
            Self::Completed => "completed",
            Self::WithdrawalAsked => "withdrawal_asked",
            Self::Kept => "kept",
            Self::Stopped => "stopped",
            Self::Extended { .. } => "extended",
            Self::Rerouted { .. } => "rerouted",
            Self::DecisionAdopted => "decision_adopted",
        }
    }
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

impl Stage {
    /// The national status code; 0 for none.
    pub fn status(&self) -> i32 {
        match self {
            Self::Absent => 0,
            Self::Running { withdrawing: true, .. } => 7,
            Self::Running { .. } => 4,
            // What the applicant has to bring comes before the wish to have the dossier back.
            Self::Paused { wait, .. } => wait.status(),
            Self::Stopped { .. } => 8,
            Self::Completed { .. } => 9,
        }
    }

    /// When the dossier is due, as far as that can be said: while paused, what held when the clock stopped.
    pub fn due_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Absent => None,
            Self::Running { due_at, .. } | Self::Completed { due_at, .. } | Self::Stopped { due_at, .. } => {
                Some(*due_at)
            }
            Self::Paused { frozen, .. } => Some(frozen.due_at),
        }
    }

    /// The open or waiting step.
    pub fn open(&self) -> Option<OpenStep> {
        match self {
            Self::Running { open, .. } | Self::Paused { open, .. } => Some(*open),
            Self::Absent | Self::Completed { .. } | Self::Stopped { .. } => None,
        }
    }

    /// Whether the clock stands.
    pub fn is_paused(&self) -> bool {
        matches!(self, Self::Paused { .. })
    }

    /// Whether the applicant wants the dossier back.
    pub fn is_withdrawing(&self) -> bool {
        matches!(self, Self::Running { withdrawing: true, .. } | Self::Paused { withdrawing: true, .. })
    }

    /// When the journey ended.
    pub fn ended_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Completed { at, .. } | Self::Stopped { at, .. } => Some(*at),
            Self::Absent | Self::Running { .. } | Self::Paused { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
