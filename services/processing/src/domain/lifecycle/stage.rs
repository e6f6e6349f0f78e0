//! The stage of a task: open in the queue of its unit, claimed, paused with the dossier, done or closed.

use motcua_contracts::ids::AccountId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The stage of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// In the unit's queue.
    Open,
    /// An officer works on it.
    Claimed {
        /// Who.
        by: AccountId,
    },
    /// The clock of the dossier is paused; who worked on it goes on with it afterwards.
    Paused {
        /// Who worked on it.
        by: Option<AccountId>,
        /// Whether for papers, and not for a payment.
        papers: bool,
    },
    /// Done.
    Done {
        /// Who did it.
        by: AccountId,
        /// What was decided, where it was a decision.
        granted: Option<bool>,
        /// The note for colleagues, or the reason of a refusal; an opinion has its text beside its question.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// The journey ended without it.
    Closed,
}

/// The name of a stage, by which lists are filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// In the unit's queue.
    Open,
    /// An officer works on it.
    Claimed,
    /// The clock of the dossier is paused.
    Paused,
    /// Done.
    Done,
    /// The journey ended without it.
    Closed,
}

impl State {
    /// The name in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Claimed => "claimed",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Closed => "closed",
        }
    }

    /// Whether nothing is left to do.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Closed)
    }
}

impl Stage {
    /// Its name; a task that does not exist is closed.
    pub fn state(&self) -> State {
        match self {
            Self::Open => State::Open,
            Self::Claimed { .. } => State::Claimed,
            Self::Paused { .. } => State::Paused,
            Self::Done { .. } => State::Done,
            Self::Absent | Self::Closed => State::Closed,
        }
    }

    /// Whether nothing is left to do.
    pub fn has_ended(&self) -> bool {
        self.state().has_ended()
    }

    /// Who claimed it, also before the pause.
    pub fn claimed_by(&self) -> Option<AccountId> {
        match self {
            Self::Claimed { by } => Some(*by),
            Self::Paused { by, .. } => *by,
            Self::Absent | Self::Open | Self::Done { .. } | Self::Closed => None,
        }
    }

    /// Who did it.
    pub fn done_by(&self) -> Option<AccountId> {
        match self {
            Self::Done { by, .. } => Some(*by),
            Self::Absent | Self::Open | Self::Claimed { .. } | Self::Paused { .. } | Self::Closed => None,
        }
    }
}
