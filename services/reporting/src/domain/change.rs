//! The changes of a submitted dossier that the read side shows.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::ProcedureId;
use motcua_contracts::{AgencyCode, Channel, Status, UnitCode};

use super::timeline_kind::TimelineKind;

/// A change of the national status, or of the due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Accepted: the legal clock starts.
    Accepted {
        /// Code, agency and receiving unit; the dossier is counted under this agency for good.
        registration: Registration,
        /// What was applied for.
        applied: Applied,
        /// Due date version 1.
        due_at: DateTime<Utc>,
    },
    /// Received outside the territory of the competent agency and sent on: it has its code, and is counted nowhere
    /// before the competent agency accepts it.
    Forwarded {
        /// Code, competent agency and receiving unit.
        registration: Registration,
    },
    /// Not accepted: counted nowhere.
    Refused,
    /// The journey began.
    Started {
        /// The due date.
        due_at: DateTime<Utc>,
    },
    /// Withdrawn before it was accepted: counted nowhere.
    Withdrawn,
    /// The clock was paused.
    Paused {
        /// 5 or 6.
        status: Status,
    },
    /// The clock continues.
    Resumed {
        /// The due date that results.
        due_at: DateTime<Utc>,
        /// 4, or 7 while a withdrawal request is pending.
        status: Status,
    },
    /// The applicant requested the withdrawal.
    WithdrawalRequested {
        /// 7, or while the clock is paused 5 or 6 as before.
        status: Status,
    },
    /// The agency declined the withdrawal.
    WithdrawalDeclined {
        /// The status from now on.
        status: Status,
    },
    /// Corrected: the process began again.
    Rerouted {
        /// The procedure.
        procedure: ProcedureId,
        /// The due date by the corrected limit.
        due_at: DateTime<Utc>,
        /// The status from now on.
        status: Status,
    },
    /// The result is issued: the clock ended.
    Completed {
        /// The due date that early, on time and late are judged by.
        due_at: DateTime<Utc>,
    },
    /// Ended without a result.
    Stopped {
        /// The due date that early, on time and late are judged by.
        due_at: DateTime<Utc>,
    },
    /// The issued result came back for an error: the completion is revoked.
    Reopened {
        /// The due date, which continues to apply.
        due_at: DateTime<Utc>,
    },
    /// The result was returned to the applicant.
    Returned,
}

/// The code of a received dossier, its agency and its receiving unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The legal code.
    pub code: String,
    /// MAC of code and lookup secret.
    pub code_mac: Vec<u8>,
    /// Code of the competent agency.
    pub agency: AgencyCode,
    /// Code of the unit that received it, and holds it until its journey begins.
    pub received_by: Option<UnitCode>,
}

/// What was applied for, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its version.
    pub version: u32,
    /// Code of the case.
    pub case_code: String,
    /// The channel.
    pub channel: Channel,
}

/// What must be known of a dossier before a change can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Its submission; the same producer publishes it before.
    Submission,
    /// Its acceptance.
    Acceptance,
    /// The end of its journey.
    Completion,
    /// The end of its journey after every recall of its result.
    LastCompletion,
}

impl Change {
    /// The national status from now on.
    pub fn status(&self) -> Status {
        match self {
            Self::Accepted { .. } | Self::Forwarded { .. } => Status::Accepted,
            Self::Refused => Status::NotAccepted,
            Self::Started { .. } | Self::Reopened { .. } => Status::InProgress,
            Self::Rerouted { status, .. }
            | Self::Resumed { status, .. }
            | Self::Paused { status }
            | Self::WithdrawalRequested { status }
            | Self::WithdrawalDeclined { status } => *status,
            Self::Withdrawn | Self::Stopped { .. } => Status::Stopped,
            Self::Completed { .. } => Status::Completed,
            Self::Returned => Status::Returned,
        }
    }

    /// What must be known before.
    pub fn needs(&self) -> Needs {
        match self {
            Self::Accepted { .. } | Self::Forwarded { .. } | Self::Refused | Self::Withdrawn => Needs::Submission,
            Self::Started { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::WithdrawalRequested { .. }
            | Self::WithdrawalDeclined { .. }
            | Self::Rerouted { .. }
            | Self::Completed { .. }
            | Self::Stopped { .. } => Needs::Acceptance,
            Self::Reopened { .. } => Needs::Completion,
            Self::Returned => Needs::LastCompletion,
        }
    }

    /// What the timeline reports besides the status.
    pub fn timeline_kind(&self) -> Option<TimelineKind> {
        match self {
            Self::Forwarded { .. } => Some(TimelineKind::Forwarded),
            Self::Reopened { .. } => Some(TimelineKind::Reopened),
            Self::Accepted { .. }
            | Self::Refused
            | Self::Withdrawn
            | Self::Started { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::WithdrawalRequested { .. }
            | Self::WithdrawalDeclined { .. }
            | Self::Rerouted { .. }
            | Self::Completed { .. }
            | Self::Stopped { .. }
            | Self::Returned => None,
        }
    }
}
