//! Commands to a task.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{AccountId, FeeId, TaskId};
use motcua_contracts::{StopCause, UnitCode};
use serde::{Deserialize, Serialize};

use crate::domain::agency::Agency;

/// A command to a task, from a caller or an event handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Put it into the unit's queue.
    Open,
    /// Claim it.
    Claim {
        /// Who claims it.
        by: AccountId,
    },
    /// Complete the work.
    Complete {
        /// Who did it.
        by: AccountId,
        /// A note for colleagues.
        note: Option<String>,
    },
    /// Ask another unit for its opinion.
    RequestOpinion {
        /// Who asks.
        by: AccountId,
        /// Which unit, what, until when.
        question: Question,
        /// The agency of that unit, if it is known.
        agency: Option<Agency>,
    },
    /// Ask for papers that are missing.
    RequestSupplement {
        /// Who asks.
        by: AccountId,
        /// For which, why, until when.
        supplement: Supplement,
    },
    /// Require a payment before the work goes on.
    RequireFee {
        /// Who requires it.
        by: AccountId,
        /// How much, and what for.
        fee: Fee,
    },
    /// Apologise and promise a later date.
    Extend {
        /// The leader.
        by: AccountId,
        /// Why, and until when.
        extension: Extension,
    },
    /// End the dossier without a result.
    Stop {
        /// The leader.
        by: AccountId,
        /// The cause.
        cause: StopCause,
        /// Why.
        reason: String,
    },
    /// The applicant requests the withdrawal of the dossier.
    RecordWithdrawalRequest,
    /// The withdrawal was declined by a command to another task.
    RecordWithdrawalDeclined,
    /// Decline the withdrawal of the dossier.
    DeclineWithdrawal {
        /// The leader.
        by: AccountId,
        /// Why.
        reason: String,
    },
    /// The clock of the dossier is paused.
    Pause {
        /// Whether for papers, and not for a payment.
        papers: bool,
    },
    /// The clock of the dossier runs again.
    Resume {
        /// When the whole dossier is due now.
        dossier_due_at: DateTime<Utc>,
    },
    /// The work of a unit moves to another.
    Move {
        /// Code of the unit that has it.
        from: UnitCode,
        /// Code of the unit that gets it.
        to: UnitCode,
    },
    /// Decide.
    Approve {
        /// Who decides.
        by: AccountId,
        /// How.
        decision: Decision,
    },
    /// The journey ended.
    Close,
}

impl Command {
    /// Whether only a leader of the agency may send it, also while an officer has claimed the task.
    pub fn is_of_leader(&self) -> bool {
        match self {
            Self::Extend { .. } | Self::Stop { .. } | Self::DeclineWithdrawal { .. } => true,
            Self::Open
            | Self::Claim { .. }
            | Self::Complete { .. }
            | Self::RequestOpinion { .. }
            | Self::RequestSupplement { .. }
            | Self::RequireFee { .. }
            | Self::RecordWithdrawalRequest
            | Self::RecordWithdrawalDeclined
            | Self::Pause { .. }
            | Self::Resume { .. }
            | Self::Move { .. }
            | Self::Approve { .. }
            | Self::Close => false,
        }
    }
}

/// A question to another unit (lấy ý kiến).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// The task that its opinion is.
    pub task: TaskId,
    /// Code of the unit that is asked.
    pub unit: UnitCode,
    /// What it is asked.
    pub text: String,
    /// The day by whose end it should answer, local.
    pub due_on: NaiveDate,
}

/// Papers that are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Supplement {
    /// Why.
    pub reason: String,
    /// Which.
    pub papers: Vec<String>,
    /// Last day to hand them in.
    pub deadline: NaiveDate,
}

/// A payment that is required.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fee {
    /// Its id.
    pub id: FeeId,
    /// How much, in đồng, which has no minor unit.
    pub amount_vnd: u64,
    /// What for.
    pub reason: String,
}

/// An apology with a later date (Mẫu 04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Extension {
    /// Why it is late.
    pub reason: String,
    /// The new day of the result, local.
    pub promised_on: NaiveDate,
}

/// What the competent leader decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "camelCase")]
pub enum Decision {
    /// What was applied for is granted.
    Granted {
        /// A note for colleagues.
        note: Option<String>,
    },
    /// It is refused, as a reasoned result.
    Refused {
        /// Why; mandatory.
        reason: String,
    },
}

impl Decision {
    /// The decision; `None` when it refuses without a reason.
    pub fn of(granted: bool, reason: Option<String>) -> Option<Self> {
        match (granted, reason) {
            (true, note) => Some(Self::Granted { note }),
            (false, Some(reason)) => Some(Self::Refused { reason }),
            (false, None) => None,
        }
    }

    /// The note for colleagues, or the reason of a refusal.
    pub fn note(&self) -> Option<&String> {
        match self {
            Self::Granted { note } => note.as_ref(),
            Self::Refused { reason } => Some(reason),
        }
    }

    /// Whether it grants.
    pub fn granted(&self) -> bool {
        matches!(self, Self::Granted { .. })
    }
}
