//! What can be asked of a task, and why it may be refused.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::AccountId;
use serde::{Deserialize, Serialize};

use crate::domain::Kind;

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
    /// Ask for papers that are missing.
    RequestSupplement {
        /// Who asks.
        by: AccountId,
        /// For which, why, until when.
        supplement: Supplement,
    },
    /// The dossier waits.
    Pause,
    /// The dossier goes on.
    Resume {
        /// When the whole dossier is due now.
        dossier_due_at: DateTime<Utc>,
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

/// What the rules need to know beyond the stage of the task itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// What the step asks for.
    pub kind: Kind,
    /// Whether papers were asked for before, in any task of the dossier.
    pub asked: bool,
    /// Who completed work on the dossier.
    pub workers: Vec<AccountId>,
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such task, or not one the caller may see.
    NotFound,
    /// The stage does not allow it.
    WrongStage,
    /// The step asks for something else: work is completed, a decision is taken.
    WrongKind,
    /// Somebody else holds it.
    TakenByAnother,
    /// Only who claimed it may do this.
    NotClaimer,
    /// The law lets the office ask once.
    AskedBefore,
    /// The last day to hand papers in lies behind.
    DeadlinePassed,
    /// Who worked on the dossier does not decide it.
    OwnWork,
    /// Task of another unit or role.
    NotYours,
}
