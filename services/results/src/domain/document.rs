//! The life of a result document: drafted, issued, ready to hand over, returned; or recalled for an error.

mod rules;
mod stage;

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId, ResultId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Collector, Way};
pub use rules::{decide, evolve};
pub use stage::{Stage, State};

/// The document of a dossier in this round: derived, because a dossier has exactly one at a time. Round 0 is the first;
/// every recall makes room for another.
pub fn result_id(dossier: DossierId, round: u32) -> ResultId {
    let name = if round == 0 { "result".to_owned() } else { format!("result/{round}") };
    ResultId(Uuid::new_v5(&dossier.0, name.as_bytes()))
}

/// What the competent leader decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Legal code of the dossier.
    pub code: String,
    /// Code of the agency that decided.
    pub agency: String,
    /// The procedure.
    pub procedure: ProcedureId,
    /// Granted, or refused as a reasoned result.
    pub granted: bool,
    /// When it was decided.
    pub at: DateTime<Utc>,
}

/// What makes a draft a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuance {
    /// Number in the register of the agency.
    pub number: String,
    /// When it was issued.
    pub at: DateTime<Utc>,
    /// Digest of its facts.
    pub seal: String,
}

/// What somebody asks, or an event demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Draft what was decided.
    Draft {
        /// Granted, or refused as a reasoned result.
        granted: bool,
    },
    /// Issue with this number and seal.
    Issue(Issuance),
    /// The journey is completed: open the hand-over.
    OpenHandOver,
    /// Hand over.
    Return {
        /// How.
        way: Way,
        /// Who collects it.
        collector: Option<Collector>,
    },
    /// Take it back for an error (9 → 4).
    Recall {
        /// What is wrong with it; the law asks for a reason.
        reason: String,
    },
}

/// What became true; private to results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event {
    /// Drafted.
    Drafted {
        /// Granted, or refused as a reasoned result.
        granted: bool,
    },
    /// Issued.
    Issued {
        /// Number, time and seal.
        issuance: Issuance,
    },
    /// The hand-over is open.
    HandOverOpened {
        /// Number, time and seal.
        issuance: Issuance,
    },
    /// Handed over.
    Returned {
        /// Number, time and seal.
        issuance: Issuance,
        /// When.
        at: DateTime<Utc>,
        /// How.
        way: Way,
        /// Who collected it. Never in the history: its column can be emptied when the law lets the data be kept no
        /// longer, the history is for ever.
        #[serde(skip)]
        collector: Option<Collector>,
    },
    /// Recalled.
    Recalled {
        /// Number, time and seal.
        issuance: Issuance,
        /// When.
        at: DateTime<Utc>,
        /// What is wrong with it.
        reason: String,
        /// Whether the completion of the journey was heard before.
        completed: bool,
    },
    /// The completion that its issue caused was heard after the recall; it opens nothing.
    CompletionOvertaken {
        /// Number, time and seal.
        issuance: Issuance,
        /// When it was recalled.
        at: DateTime<Utc>,
        /// What was wrong with it.
        reason: String,
    },
}

impl Event {
    /// Its name in history and audit trail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::Issued { .. } => "issued",
            Self::HandOverOpened { .. } => "hand_over_opened",
            Self::Returned { .. } => "returned",
            Self::Recalled { .. } => "recalled",
            Self::CompletionOvertaken { .. } => "completion_overtaken",
        }
    }

    /// The reason somebody gave.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Recalled { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such result, or not one the caller may see.
    NotFound,
    /// It must be issued first.
    NotIssued,
    /// It is issued, but the journey is not completed.
    NotReady,
    /// It was handed over: an error in it is no matter between offices any more.
    HandedOver,
    /// It was recalled: another document takes its place.
    Recalled,
    /// The stage does not allow it.
    WrongStage,
}

#[cfg(test)]
mod tests;
