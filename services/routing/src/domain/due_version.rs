//! One version of a due date with what it was counted from, so that it can be counted again, day by day.

use chrono::{DateTime, Utc};
use motcua_worktime::{Calendar, Due, Error, Frozen, Limit, Policy, due, resume};
use serde::{Deserialize, Serialize};

/// What a version of the due date was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Basis {
    /// The whole limit from the acceptance, as the receipt promises.
    Accepted {
        /// When the dossier was accepted, UTC.
        from: DateTime<Utc>,
    },
    /// The whole limit of the right procedure or case from the same acceptance.
    Corrected {
        /// When the dossier was accepted, UTC.
        from: DateTime<Utc>,
    },
    /// What was left when the clock stopped, from the moment it resumed.
    Resumed {
        /// When it resumed, UTC.
        from: DateTime<Utc>,
        /// What was left.
        frozen: Frozen,
    },
    /// What was left when the clock stopped, from the moment the dossier ended without a result during the pause.
    Ended {
        /// When it ended, UTC.
        from: DateTime<Utc>,
        /// What was left.
        frozen: Frozen,
    },
    /// Promised by the leader with an apology; the version before it stays the one that lateness is judged by.
    Extended,
}

/// A version of the due date. The original stays on record for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DueVersion {
    /// From when it holds, UTC.
    pub since: DateTime<Utc>,
    /// The due moment, UTC.
    pub due_at: DateTime<Utc>,
    /// What it was counted from.
    #[serde(flatten)]
    pub basis: Basis,
    /// The limit it was counted by.
    pub limit: Limit,
    /// What a pause does to that limit.
    pub policy: Policy,
    /// Code of the calendar it was counted by.
    pub calendar: String,
    /// Version of that calendar.
    pub calendar_version: u32,
}

impl DueVersion {
    /// Counts it again, by the calendar of its version. `None` for a promise, which is not counted.
    ///
    /// # Errors
    /// When the calendar does not cover the days.
    pub fn recount(&self, calendar: &Calendar) -> Option<Result<Due, Error>> {
        match self.basis {
            Basis::Accepted { from } | Basis::Corrected { from } => Some(due(calendar, from, self.limit)),
            Basis::Resumed { from, frozen } => Some(resume(calendar, self.limit, self.policy, frozen, from)),
            Basis::Ended { from, frozen } => Some(resume(calendar, self.limit, Policy::Pause, frozen, from)),
            Basis::Extended => None,
        }
    }
}
