//! Events of a result document; private to results.

use chrono::{DateTime, Utc};
use motcua_contracts::Channel;
use serde::{Deserialize, Serialize};

use super::issuance::Issuance;
use crate::domain::hand_over::Collector;

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
        #[serde(alias = "way")]
        delivery_method: Channel,
        /// Who collected it. Never in the history, which is permanent, while the column of personal data is emptied when
        /// its retention ends.
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
        /// Whether the journey was completed before.
        completed: bool,
    },
    /// The journey was completed by its issue, but it was recalled before: no hand-over opens.
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
    /// Its name in the history.
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

    /// The reason given.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Recalled { reason, .. } => Some(reason),
            Self::Drafted { .. }
            | Self::Issued { .. }
            | Self::HandOverOpened { .. }
            | Self::Returned { .. }
            | Self::CompletionOvertaken { .. } => None,
        }
    }
}
