//! What can be asked of a task.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{AccountId, FeeId, TaskId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody asks, or an event demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Put it into the unit's queue.
    Open,
    /// Take it.
    Claim {
        /// Who takes it.
        by: AccountId,
    },
    /// The work is done.
    Complete {
        /// Who did it.
        by: AccountId,
        /// What to know about it.
        note: Option<String>,
    },
    /// Ask another unit for its opinion.
    AskOpinion {
        /// Who asks.
        by: AccountId,
        /// Which unit, what, until when.
        question: Question,
        /// Whether that unit can be given work today.
        accepted: bool,
    },
    /// Ask for papers that are missing.
    RequestSupplement {
        /// Who asks.
        by: AccountId,
        /// For which, why, until when.
        supplement: Supplement,
    },
    /// Demand a payment before the work goes on.
    RequireFee {
        /// Who demands it.
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
        /// What kind of end.
        cause: Cause,
        /// Why.
        reason: String,
    },
    /// The applicant wants the dossier back.
    NoteWithdrawal,
    /// The agency kept the dossier.
    NoteKept,
    /// Keep a dossier that the applicant wants back.
    DeclineWithdrawal {
        /// The leader.
        by: AccountId,
        /// Why.
        reason: String,
    },
    /// The dossier waits.
    Pause {
        /// For papers, and not for a payment.
        papers: bool,
    },
    /// The dossier goes on.
    Resume {
        /// When the whole dossier is due now.
        dossier_due_at: DateTime<Utc>,
    },
    /// The work of a unit goes to another.
    Move {
        /// Code of the unit that has it.
        from: String,
        /// Code of the unit that gets it.
        to: String,
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
    /// Whether it is the leader of the agency who may ask this, whoever holds the task.
    pub fn is_of_leader(&self) -> bool {
        matches!(self, Self::Extend { .. } | Self::Stop { .. } | Self::DeclineWithdrawal { .. })
    }
}

/// A question to another unit (lấy ý kiến).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// The task that its opinion is.
    pub task: TaskId,
    /// Code of the unit that is asked.
    pub unit: String,
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

/// A payment that is demanded.
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

/// Why a dossier ends without a result (Mẫu 05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The applicant took it back, and the leader agreed.
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
}

/// What the competent leader decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "camelCase")]
pub enum Decision {
    /// What was applied for is granted.
    Granted {
        /// What to know about it.
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

    /// Whether it grants.
    pub fn granted(&self) -> bool {
        matches!(self, Self::Granted { .. })
    }
}
