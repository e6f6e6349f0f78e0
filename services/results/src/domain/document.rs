//! The life of a result document: drafted, issued, ready to hand over, returned.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, ProcedureId, ResultId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Collector, Way};

/// The result of a dossier: derived, because a dossier has exactly one.
pub fn result_id(dossier: DossierId) -> ResultId {
    ResultId(Uuid::new_v5(&dossier.0, b"result"))
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

/// Where a result stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// Decided; waits for number and seal.
    Drafted {
        /// Granted, or refused as a reasoned result.
        granted: bool,
    },
    /// Numbered, sealed, issued; the journey is not completed yet.
    Issued {
        /// Number, time and seal.
        issuance: Issuance,
    },
    /// The journey is completed: it can be handed over.
    Ready {
        /// Number, time and seal.
        issuance: Issuance,
    },
    /// Đã trả kết quả (10).
    Returned {
        /// Number, time and seal.
        issuance: Issuance,
        /// When it was handed over.
        at: DateTime<Utc>,
        /// How.
        way: Way,
    },
}

/// A stage without its data, as lists are narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// Decided; waits for number and seal.
    Drafted,
    /// Issued; the journey is not completed yet.
    Issued,
    /// Can be handed over.
    Ready,
    /// Handed over.
    Returned,
}

impl State {
    /// As tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Issued => "issued",
            Self::Ready => "ready",
            Self::Returned => "returned",
        }
    }
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
}

impl Event {
    /// Its name in history and audit trail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::Issued { .. } => "issued",
            Self::HandOverOpened { .. } => "hand_over_opened",
            Self::Returned { .. } => "returned",
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
    /// The stage does not allow it.
    WrongStage,
}

/// Decides at business time `at`. `None`: it is so already, nothing changes.
///
/// # Errors
/// When the stage does not allow the command.
pub fn decide(stage: &Stage, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
    let event = match (stage, command) {
        (Stage::Absent, Command::Draft { granted }) => Event::Drafted { granted: *granted },
        (Stage::Absent, _) => return Err(Refusal::NotFound),
        (Stage::Drafted { .. }, Command::Issue(issuance)) => Event::Issued { issuance: issuance.clone() },
        (Stage::Issued { issuance }, Command::OpenHandOver) => Event::HandOverOpened { issuance: issuance.clone() },
        (Stage::Ready { issuance }, Command::Return { way, collector }) => {
            Event::Returned { issuance: issuance.clone(), at, way: *way, collector: collector.clone() }
        }
        (Stage::Drafted { .. }, Command::OpenHandOver | Command::Return { .. }) => return Err(Refusal::NotIssued),
        (Stage::Issued { .. }, Command::Return { .. }) => return Err(Refusal::NotReady),
        // Repeated: harmless, as long as it says the same.
        (Stage::Drafted { granted }, Command::Draft { granted: again }) if granted == again => return Ok(None),
        (Stage::Returned { way, .. }, Command::Return { way: again, .. }) if way == again => return Ok(None),
        (Stage::Issued { .. } | Stage::Ready { .. } | Stage::Returned { .. }, Command::Issue(_))
        | (Stage::Ready { .. } | Stage::Returned { .. }, Command::OpenHandOver) => return Ok(None),
        _ => return Err(Refusal::WrongStage),
    };
    Ok(Some(event))
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    match event.clone() {
        Event::Drafted { granted } => Stage::Drafted { granted },
        Event::Issued { issuance } => Stage::Issued { issuance },
        Event::HandOverOpened { issuance } => Stage::Ready { issuance },
        Event::Returned { issuance, at, way, .. } => Stage::Returned { issuance, at, way },
    }
}

impl Stage {
    /// The stage without its data; `None` for one that does not exist.
    pub fn state(&self) -> Option<State> {
        match self {
            Self::Absent => None,
            Self::Drafted { .. } => Some(State::Drafted),
            Self::Issued { .. } => Some(State::Issued),
            Self::Ready { .. } => Some(State::Ready),
            Self::Returned { .. } => Some(State::Returned),
        }
    }

    /// The national status code that results owns: 10, once it is handed over.
    pub fn status(&self) -> Option<i32> {
        self.returned().map(|_| 10)
    }

    /// Number, time and seal, once it is issued.
    pub fn issuance(&self) -> Option<&Issuance> {
        match self {
            Self::Issued { issuance } | Self::Ready { issuance } | Self::Returned { issuance, .. } => Some(issuance),
            Self::Absent | Self::Drafted { .. } => None,
        }
    }

    /// When and how it was handed over, once it was.
    pub fn returned(&self) -> Option<(DateTime<Utc>, Way)> {
        match self {
            Self::Returned { at, way, .. } => Some((*at, *way)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
