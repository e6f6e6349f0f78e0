//! What became true of a journey.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{ProcedureId, TaskId};
use motcua_worktime::Frozen;
use serde::{Deserialize, Serialize};

use super::{Ask, Correction, Opinion, RightWay, Stage};
use crate::domain::process::Process;

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
    Stopped {
        /// What was left when the clock stopped, where it stood.
        frozen: Option<Frozen>,
    },
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
        /// What the correction brought.
        correction: Correction,
    },
    /// A decision of the round before stands: the result is issued.
    DecisionAdopted,
    /// The issued result came back for an error: the clock goes on as if it had never ended.
    Reopened {
        /// The process until now.
        before: Box<Process>,
        /// The process of the round that begins.
        process: Box<Process>,
        /// The correction that came too late in the round before and is followed now.
        correction: Option<Correction>,
    },
    /// The open step awaits the opinion of another unit; the clock runs on.
    OpinionAsked(Opinion),
    /// An opinion that was awaited is given.
    OpinionGiven {
        /// Its task.
        task: TaskId,
    },
    /// Work moved from a unit to another, and with it every opinion that was awaited there.
    Moved {
        /// The unit that had it.
        from: String,
        /// The unit that has it from now on.
        to: String,
        /// The steps that moved, none of them done; none at all where the unit was only asked.
        steps: Vec<u32>,
        /// Whether the open step is among them.
        holds: bool,
        /// Why.
        reason: String,
    },
    /// A correction came when the leader had decided or the journey had ended: the way stays as it is.
    CorrectionOvertaken(Box<RightWay>),
    /// Papers or a payment are not waited for: the journey could not wait any more, or a newer payment took the place.
    PauseLapsed {
        /// What is not waited for.
        ask: Ask,
    },
    /// What the journey did not wait for came.
    AnswerLapsed {
        /// What came.
        ask: Ask,
    },
}

/// A correction that came too late, with what the receipt issued again promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Overtaken {
    /// The procedure by the correction.
    pub procedure: ProcedureId,
    /// The version of it.
    pub version: u32,
    /// The due date by the correction, UTC; nobody is judged by it.
    pub due_at: DateTime<Utc>,
}

impl From<&RightWay> for Overtaken {
    fn from(way: &RightWay) -> Self {
        Self { procedure: way.procedure, version: way.version, due_at: way.due_at }
    }
}

impl What {
    /// The correction that it follows from now on.
    pub fn correction(&self) -> Option<&Correction> {
        match self {
            Self::Rerouted { correction, .. } => Some(correction),
            Self::Reopened { correction, .. } => correction.as_ref(),
            _ => None,
        }
    }

    /// Whether the step that was open ended, by being done, by beginning anew or with the journey.
    pub fn ends_step(&self) -> bool {
        matches!(
            self,
            Self::Advanced
                | Self::Completed
                | Self::Stopped { .. }
                | Self::Rerouted { .. }
                | Self::DecisionAdopted
                | Self::Reopened { .. }
        )
    }

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
            Self::Stopped { .. } => "stopped",
            Self::Extended { .. } => "extended",
            Self::Rerouted { .. } => "rerouted",
            Self::DecisionAdopted => "decision_adopted",
            Self::Reopened { .. } => "reopened",
            Self::OpinionAsked(_) => "opinion_asked",
            Self::OpinionGiven { .. } => "opinion_given",
            Self::Moved { .. } => "moved",
            Self::CorrectionOvertaken(_) => "correction_overtaken",
            Self::PauseLapsed { .. } => "pause_lapsed",
            Self::AnswerLapsed { .. } => "answer_lapsed",
        }
    }

    /// The reason somebody gave to routing itself.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Moved { reason, .. } => Some(reason),
            _ => None,
        }
    }
}
