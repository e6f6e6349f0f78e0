//! Events of a result document; private to results.

use chrono::{DateTime, Utc};
use motcua_contracts::Channel;
use serde::{Deserialize, Serialize};

use super::issuance::Issuance;
use crate::domain::hand_over::Collector;

/// An event of a result document; private to results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum Event {
    /// The decision was drafted as a document.
    Drafted {
        /// Granted, or refused as a reasoned result.
        granted: bool,
    },
    /// The document was numbered, sealed and issued.
    Issued {
        /// Number, time and seal.
        issuance: Issuance,
    },
    /// The journey was completed: the document can be handed over.
    HandOverOpened {
        /// Number, time and seal.
        issuance: Issuance,
    },
    /// The document was handed over.
    Returned {
        /// Number, time and seal.
        issuance: Issuance,
        /// When it was handed over, UTC.
        at: DateTime<Utc>,
        #[serde(alias = "way")]
        delivery_method: Channel,
        /// The person who collected it. Not written to the history, which is permanent, while the column of personal
        /// data is emptied when its retention ends.
        #[serde(skip)]
        collector: Option<Collector>,
    },
    /// The document was recalled for an error.
    Recalled {
        /// Number, time and seal.
        issuance: Issuance,
        /// When it was recalled, UTC.
        at: DateTime<Utc>,
        /// The error in it.
        reason: String,
        /// Whether the journey was completed before.
        completed: bool,
    },
    /// The completion of the journey arrived after the recall: no hand-over opens.
    #[serde(alias = "completionOvertaken")]
    CompletionSuperseded {
        /// Number, time and seal.
        issuance: Issuance,
        /// When it was recalled.
        at: DateTime<Utc>,
        /// The error in it.
        reason: String,
    },
}

impl Event {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "drafted",
            Self::Issued { .. } => "issued",
            Self::HandOverOpened { .. } => "hand_over_opened",
            Self::Returned { .. } => "returned",
            Self::Recalled { .. } => "recalled",
            Self::CompletionSuperseded { .. } => "completion_superseded",
        }
    }

    /// Whether it creates the document's row.
    pub fn creates(&self) -> bool {
        match self {
            Self::Drafted { .. } => true,
            Self::Issued { .. }
            | Self::HandOverOpened { .. }
            | Self::Returned { .. }
            | Self::Recalled { .. }
            | Self::CompletionSuperseded { .. } => false,
        }
    }

    /// The reason given.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Recalled { reason, .. } => Some(reason),
            Self::Drafted { .. }
            | Self::Issued { .. }
            | Self::HandOverOpened { .. }
            | Self::Returned { .. }
            | Self::CompletionSuperseded { .. } => None,
        }
    }
}
