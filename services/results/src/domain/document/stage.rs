//! The stage of a result document.

use chrono::{DateTime, Utc};
use motcua_contracts::{Channel, Status};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::issuance::Issuance;

/// The stage of a result document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// No document exists yet.
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
        #[serde(alias = "way")]
        delivery_method: Channel,
    },
    /// Recalled for an error before it was handed over; this never changes. Its number stays used.
    Recalled {
        /// Number, time and seal.
        issuance: Issuance,
        /// When it was recalled.
        at: DateTime<Utc>,
        /// The error in it.
        reason: String,
        /// Whether the journey was completed by its issue.
        completed: bool,
    },
}

/// A stage without its data, by which lists are filtered.
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
    /// Recalled for an error; another document takes its place.
    Recalled,
}

impl State {
    /// The name in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Issued => "issued",
            Self::Ready => "ready",
            Self::Returned => "returned",
            Self::Recalled => "recalled",
        }
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
            Self::Recalled { .. } => Some(State::Recalled),
        }
    }

    /// The national status that results owns, once it is handed over.
    pub fn status(&self) -> Option<Status> {
        self.returned().map(|_| Status::Returned)
    }

    /// Number, time and seal, once it is issued.
    pub fn issuance(&self) -> Option<&Issuance> {
        match self {
            Self::Issued { issuance }
            | Self::Ready { issuance }
            | Self::Returned { issuance, .. }
            | Self::Recalled { issuance, .. } => Some(issuance),
            Self::Absent | Self::Drafted { .. } => None,
        }
    }

    /// When and how it was handed over, once it was.
    pub fn returned(&self) -> Option<(DateTime<Utc>, Channel)> {
        match self {
            Self::Returned { at, delivery_method, .. } => Some((*at, *delivery_method)),
            Self::Absent | Self::Drafted { .. } | Self::Issued { .. } | Self::Ready { .. } | Self::Recalled { .. } => {
                None
            }
        }
    }

    /// When and why it was recalled, once it was.
    pub fn recalled(&self) -> Option<(DateTime<Utc>, &str)> {
        match self {
            Self::Recalled { at, reason, .. } => Some((*at, reason)),
            Self::Absent | Self::Drafted { .. } | Self::Issued { .. } | Self::Ready { .. } | Self::Returned { .. } => {
                None
            }
        }
    }

    /// Whether the completion of the journey that its issue causes is still to come. Completions come in the order of
    /// the issues, so each belongs to the first document that awaits one.
    pub fn awaits_completion(&self) -> bool {
        match self {
            Self::Absent | Self::Drafted { .. } | Self::Issued { .. } => true,
            Self::Recalled { completed, .. } => !completed,
            Self::Ready { .. } | Self::Returned { .. } => false,
        }
    }
}
