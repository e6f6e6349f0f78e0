//! Where a journey stands.

use chrono::{DateTime, Utc};
use motcua_worktime::Frozen;
use serde::{Deserialize, Serialize};

use super::{Ask, Cause};

/// Where a journey stands; the national status is 4 to 9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// Đang xử lý (4): a unit holds the open step, the clock runs.
    Running {
        /// The open step.
        open: OpenStep,
        /// When the dossier is due.
        due_at: DateTime<Utc>,
        /// The applicant wants it back (7); nobody has answered yet.
        withdrawing: bool,
    },
    /// Yêu cầu bổ sung (5), yêu cầu nghĩa vụ tài chính (6): the clock stands.
    Paused {
        /// The step that waits.
        open: OpenStep,
        /// For what.
        ask: Ask,
        /// Since when.
        since: DateTime<Utc>,
        /// What was left when the clock stopped.
        frozen: Frozen,
        /// The applicant wants it back (7); nobody has answered yet.
        withdrawing: bool,
    },
    /// Đã xử lý xong (9).
    Completed {
        /// When the result was issued.
        at: DateTime<Utc>,
        /// What early, on time and late are judged by.
        due_at: DateTime<Utc>,
    },
    /// Dừng xử lý (8).
    Stopped {
        /// When.
        at: DateTime<Utc>,
        /// What early, on time and late are judged by.
        due_at: DateTime<Utc>,
        /// Why.
        cause: Cause,
    },
}

/// A step that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenStep {
    /// Its number.
    pub number: u32,
    /// When it was opened.
    pub since: DateTime<Utc>,
    /// When it should be done.
    pub due_at: DateTime<Utc>,
    /// When it came to its present unit, if that was not at its opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_at: Option<DateTime<Utc>>,
}

impl OpenStep {
    /// Since when its unit holds the dossier.
    pub fn held_since(&self) -> DateTime<Utc> {
        self.moved_at.unwrap_or(self.since)
    }
}

impl Stage {
    /// The national status code; 0 for none.
    pub fn status(&self) -> i32 {
        match self {
            Self::Absent => 0,
            Self::Running { withdrawing: true, .. } => 7,
            Self::Running { .. } => 4,
            // What the applicant has to bring comes before the wish to have the dossier back.
            Self::Paused { ask, .. } => ask.wait().status(),
            Self::Stopped { .. } => 8,
            Self::Completed { .. } => 9,
        }
    }

    /// When the dossier is due, as far as that can be said: while paused, what held when the clock stopped.
    pub fn due_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Absent => None,
            Self::Running { due_at, .. } | Self::Completed { due_at, .. } | Self::Stopped { due_at, .. } => {
                Some(*due_at)
            }
            Self::Paused { frozen, .. } => Some(frozen.due_at),
        }
    }

    /// The open or waiting step.
    pub fn open(&self) -> Option<OpenStep> {
        match self {
            Self::Running { open, .. } | Self::Paused { open, .. } => Some(*open),
            Self::Absent | Self::Completed { .. } | Self::Stopped { .. } => None,
        }
    }

    /// The same stage, its step in the hands of another unit since `at`.
    #[must_use]
    pub fn held_from(&self, at: DateTime<Utc>) -> Self {
        let mut then = self.clone();
        if let Self::Running { open, .. } | Self::Paused { open, .. } = &mut then {
            open.moved_at = Some(at);
        }
        then
    }

    /// Whether the clock stands.
    pub fn is_paused(&self) -> bool {
        matches!(self, Self::Paused { .. })
    }

    /// Since when the clock stands, while it does.
    pub fn paused_since(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Paused { since, .. } => Some(*since),
            _ => None,
        }
    }

    /// Whether the applicant wants the dossier back.
    pub fn is_withdrawing(&self) -> bool {
        matches!(self, Self::Running { withdrawing: true, .. } | Self::Paused { withdrawing: true, .. })
    }

    /// When the journey ended.
    pub fn ended_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Completed { at, .. } | Self::Stopped { at, .. } => Some(*at),
            Self::Absent | Self::Running { .. } | Self::Paused { .. } => None,
        }
    }
}
