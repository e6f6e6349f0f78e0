//! The stage of a journey.

use chrono::{DateTime, Utc};
use motcua_contracts::{Status, StopCause};
use motcua_worktime::Frozen;
use serde::{Deserialize, Serialize};

use super::ApplicantRequest;

/// The stage of a journey; its national status is 4 to 9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// It has not begun.
    Absent,
    /// Đang xử lý (4): a unit holds the open step, the clock runs.
    Running {
        /// The open step.
        open: OpenStep,
        /// When the dossier is due.
        due_at: DateTime<Utc>,
        /// The applicant asked to withdraw it (7) and was not answered yet.
        withdrawing: bool,
    },
    /// Yêu cầu bổ sung (5), yêu cầu nghĩa vụ tài chính (6): the clock is paused.
    Paused {
        /// The step that waits.
        open: OpenStep,
        /// For what.
        #[serde(alias = "ask")]
        request: ApplicantRequest,
        /// Since when.
        since: DateTime<Utc>,
        /// What was left when the clock was paused.
        frozen: Frozen,
        /// The applicant asked to withdraw it (7) and was not answered yet.
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
        cause: StopCause,
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
    /// When it moved to its present unit, if it did.
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
    /// The national status; none before the beginning.
    pub fn status(&self) -> Option<Status> {
        match self {
            Self::Absent => None,
            Self::Running { withdrawing: true, .. } => Some(Status::WithdrawalRequested),
            Self::Running { .. } => Some(Status::InProgress),
            // What the applicant has to bring takes precedence over a pending withdrawal.
            Self::Paused { request, .. } => Some(request.wait().status()),
            Self::Stopped { .. } => Some(Status::Stopped),
            Self::Completed { .. } => Some(Status::Completed),
        }
    }

    /// When the dossier is due: while paused, as it was when the clock was paused.
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

    /// The same stage with its open step moved to another unit at `at`.
    #[must_use]
    pub fn with_open_step_moved(&self, at: DateTime<Utc>) -> Self {
        let mut moved = self.clone();
        if let Self::Running { open, .. } | Self::Paused { open, .. } = &mut moved {
            open.moved_at = Some(at);
        }
        moved
    }

    /// Whether the clock is paused.
    pub fn is_paused(&self) -> bool {
        matches!(self, Self::Paused { .. })
    }

    /// Since when the clock is paused, while it is.
    pub fn paused_since(&self) -> Option<DateTime<Utc>> {
        if let Self::Paused { since, .. } = self { Some(*since) } else { None }
    }

    /// What the dossier waits for, while the clock is paused.
    pub fn waits_for(&self) -> Option<ApplicantRequest> {
        if let Self::Paused { request, .. } = self { Some(*request) } else { None }
    }

    /// Why it ended without a result, if it did.
    pub fn stop_cause(&self) -> Option<StopCause> {
        if let Self::Stopped { cause, .. } = self { Some(*cause) } else { None }
    }

    /// Whether the applicant waits for the answer to a withdrawal.
    pub fn is_withdrawing(&self) -> bool {
        matches!(self, Self::Running { withdrawing: true, .. } | Self::Paused { withdrawing: true, .. })
    }

    /// The same stage with or without a pending withdrawal; `None` when nothing changes.
    pub fn with_withdrawal(&self, pending: bool) -> Option<Self> {
        let mut changed = self.clone();
        match &mut changed {
            Self::Running { withdrawing, .. } | Self::Paused { withdrawing, .. } if *withdrawing != pending => {
                *withdrawing = pending;
                Some(changed)
            }
            Self::Absent
            | Self::Running { .. }
            | Self::Paused { .. }
            | Self::Completed { .. }
            | Self::Stopped { .. } => None,
        }
    }

    /// When the journey ended.
    pub fn ended_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Completed { at, .. } | Self::Stopped { at, .. } => Some(*at),
            Self::Absent | Self::Running { .. } | Self::Paused { .. } => None,
        }
    }
}
