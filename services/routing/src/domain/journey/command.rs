//! Commands to a journey, from event handlers and the director of the centre.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::TaskId;
use motcua_contracts::{StopCause, UnitCode};

use super::{ApplicantRequest, CorrectedProcess, PendingOpinion};

/// A command to a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin, with the due date of the receipt.
    Start {
        /// Due date version 1, UTC.
        due_at: DateTime<Utc>,
        /// Version of the calendar that intake counted it by.
        calendar_version: u32,
    },
    /// The work of a step is done.
    FinishWork {
        /// The step.
        step: u32,
    },
    /// The leader decided.
    FinishApproval {
        /// The step.
        step: u32,
    },
    /// The leader decided in a round that a correction had ended: the decision stands.
    AdoptDecision,
    /// The result is issued.
    FinishIssue,
    /// Papers or a payment are requested.
    Pause(ApplicantRequest),
    /// Papers or a payment were requested in a round that a return for error had ended.
    Expire(ApplicantRequest),
    /// The papers or the payment requested arrived.
    Resume(ApplicantRequest),
    /// The applicant requests the withdrawal of the dossier.
    RequestWithdrawal,
    /// The agency declines the withdrawal.
    DeclineWithdrawal,
    /// The leader ends it without a result.
    Stop(StopCause),
    /// The agency promises a later date; the due date stays.
    Extend {
        /// The day promised, local.
        promised_on: NaiveDate,
    },
    /// The dossier was corrected: follow the right process from its beginning.
    Reroute(CorrectedProcess),
    /// The issued result was returned for an error (9 → 4): continue as if the clock had never ended.
    Reopen,
    /// Another unit is asked for its opinion; the clock runs on.
    AwaitOpinion(PendingOpinion),
    /// The unit gave its opinion.
    RecordOpinion {
        /// The task of the opinion.
        task: TaskId,
    },
    /// Move the open and upcoming steps of a unit, and the opinions it is asked for, to another unit.
    Move(Move),
}

/// Work that moves to another unit, because agencies merge or units close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The unit that has it.
    pub from: UnitCode,
    /// The unit that gets it.
    pub to: UnitCode,
    /// Why; stored in the history.
    pub reason: String,
}

impl Command {
    /// The version of the calendar that another service counted the due date by, if one did.
    pub fn calendar_version(&self) -> Option<u32> {
        if let Self::Start { calendar_version, .. } = self { Some(*calendar_version) } else { None }
    }
}
