//! What can become true of a dossier that was handed in, as far as the read side shows it.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::ProcedureId;

use super::What;

/// A change of the national status, or of the due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Accepted: the legal clock starts.
    Accepted {
        /// The legal code.
        code: String,
        /// MAC of code and lookup secret.
        code_mac: Vec<u8>,
        /// What was applied for.
        applied: Applied,
        /// The procedure's agency at acceptance: the one it is counted under for good.
        agency: String,
        /// Code of the unit that received it, and holds it until its journey begins.
        received_by: String,
        /// Due date version 1.
        due_at: DateTime<Utc>,
    },
    /// Received outside the territory of the competent agency and sent on: it has its code, and counts nowhere before
    /// the competent agency accepts it.
    Forwarded {
        /// The legal code.
        code: String,
        /// MAC of code and lookup secret.
        code_mac: Vec<u8>,
        /// Code of the competent agency.
        agency: String,
        /// Code of the unit that received it.
        received_by: String,
    },
    /// Not accepted: counted nowhere.
    Refused,
    /// The journey began.
    Started {
        /// The due date.
        due_at: DateTime<Utc>,
    },
    /// Taken back before it was accepted: counted nowhere.
    Withdrawn,
    /// The clock stopped.
    Paused {
        /// 5 or 6.
        status: i32,
    },
    /// The clock goes on.
    Resumed {
        /// The due date that results.
        due_at: DateTime<Utc>,
        /// 4, or 7 while the applicant waits for it back.
        status: i32,
    },
    /// The applicant wants it back.
    Withdrawing {
        /// 7, or while the clock stands 5 or 6 as before.
        status: i32,
    },
    /// The agency keeps it.
    Kept {
        /// The status from now on.
        status: i32,
    },
    /// Corrected: the way began anew.
    Rerouted {
        /// The procedure.
        procedure: ProcedureId,
        /// The due date by the right limit.
        due_at: DateTime<Utc>,
        /// Where it stands meanwhile.
        status: i32,
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
    /// The issued result came back for an error: the end is undone.
    Reopened {
        /// The due date it goes on with.
        due_at: DateTime<Utc>,
    },
    /// The result was handed over.
    Returned,
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
    /// online, counter or post.
    pub channel: String,
}

/// What must be known of a dossier before a change can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// That it was handed in; the same producer says so before.
    Submission,
    /// That it was accepted.
    Acceptance,
    /// That its journey ended.
    Finish,
    /// The same, and that it began again after every recall of its result.
    LastFinish,
}

impl Change {
    /// The national status code from now on.
    pub fn status(&self) -> i32 {
        match self {
            Self::Accepted { .. } | Self::Forwarded { .. } => 2,
            Self::Refused => 3,
            Self::Started { .. } | Self::Reopened { .. } => 4,
            Self::Rerouted { status, .. }
            | Self::Resumed { status, .. }
            | Self::Paused { status }
            | Self::Withdrawing { status }
            | Self::Kept { status } => *status,
            Self::Withdrawn | Self::Stopped { .. } => 8,
            Self::Completed { .. } => 9,
            Self::Returned => 10,
        }
    }

    /// What must be known before.
    pub fn needs(&self) -> Needs {
        match self {
            Self::Accepted { .. } | Self::Forwarded { .. } | Self::Refused | Self::Withdrawn => Needs::Submission,
            Self::Started { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::Withdrawing { .. }
            | Self::Kept { .. }
            | Self::Rerouted { .. }
            | Self::Completed { .. }
            | Self::Stopped { .. } => Needs::Acceptance,
            Self::Reopened { .. } => Needs::Finish,
            Self::Returned => Needs::LastFinish,
        }
    }

    /// What the timeline says beside the status.
    pub fn what(&self) -> Option<What> {
        match self {
            Self::Forwarded { .. } => Some(What::Forwarded),
            Self::Reopened { .. } => Some(What::Reopened),
            _ => None,
        }
    }
}
