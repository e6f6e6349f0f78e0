//! Events of the tasks of a dossier; private to processing.

use motcua_contracts::ids::TaskId;
use serde::Serialize;

use crate::domain::lifecycle::Event;

/// An event of the tasks of a dossier; private to processing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum DossierEvent {
    /// The decision, or a stop, no longer stands: the steps of a new round follow.
    DecisionRevoked,
    /// An event of one of the tasks, stored as its own; the history names the task.
    #[serde(untagged)]
    Task {
        /// Its id.
        #[serde(skip)]
        id: TaskId,
        /// The event.
        #[serde(flatten)]
        event: Event,
    },
}

impl DossierEvent {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::DecisionRevoked => "decision_revoked",
            Self::Task { event, .. } => event.name(),
        }
    }

    /// The reason given, where one is mandatory.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::DecisionRevoked => None,
            Self::Task { event, .. } => event.reason(),
        }
    }

    /// Whether it changes whether the dossier is stopped or decided.
    pub fn changes_dossier(&self) -> bool {
        match self {
            Self::DecisionRevoked => true,
            Self::Task { event, .. } => event.stops_dossier() || event.decides_dossier(),
        }
    }
}
