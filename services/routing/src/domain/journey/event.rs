//! Events of a journey.

use chrono::{DateTime, Utc};
use motcua_contracts::UnitCode;
use motcua_contracts::ids::TaskId;
use motcua_worktime::Frozen;
use serde::{Deserialize, Serialize};

use super::{ApplicantRequest, CorrectedProcess, Correction, PendingOpinion, Stage};
use crate::domain::process::Process;

/// An event of a journey with the stage after it; private to routing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The kind of event.
    #[serde(alias = "what")]
    pub kind: EventKind,
    /// The stage from now on.
    #[serde(alias = "then")]
    pub new_stage: Stage,
}

/// The kind of an event. Histories written before the first release have some of the names given as aliases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum EventKind {
    /// Begun with its first step.
    Started,
    /// The next step was opened.
    Advanced,
    /// The clock was paused.
    Paused,
    /// The clock resumed.
    Resumed {
        /// What was left when it was paused.
        frozen: Frozen,
    },
    /// The result is issued, the clock ended.
    Completed,
    /// The applicant requested the withdrawal of the dossier.
    #[serde(alias = "withdrawalAsked")]
    WithdrawalRequested,
    /// The agency declined the withdrawal.
    #[serde(alias = "kept")]
    WithdrawalDeclined,
    /// Ended without a result.
    Stopped {
        /// What was left when the clock was paused, if it was.
        frozen: Option<Frozen>,
    },
    /// A later date is promised.
    Extended {
        /// Which, UTC.
        promised_at: DateTime<Utc>,
    },
    /// Begun again under another process.
    Rerouted {
        /// The process until now.
        before: Box<Process>,
        /// The process from now on.
        process: Box<Process>,
        /// The correction.
        correction: Correction,
    },
    /// A decision of the round before stands: the result is issued.
    DecisionAdopted,
    /// The issued result was returned for an error: the clock continues as if it had never ended.
    Reopened {
        /// The process until now.
        before: Box<Process>,
        /// The process of the round that begins.
        process: Box<Process>,
        /// The correction that came too late in the round before and is followed now.
        correction: Option<Correction>,
    },
    /// The open step awaits the opinion of another unit; the clock runs on.
    #[serde(alias = "opinionAsked")]
    OpinionRequested(PendingOpinion),
    /// An opinion that was awaited is given.
    OpinionGiven {
        /// Its task.
        task: TaskId,
    },
    /// Work moved from a unit to another, and with it every opinion that was awaited there.
    Moved {
        /// The unit that had it.
        from: UnitCode,
        /// The unit that has it from now on.
        to: UnitCode,
        /// The steps that moved, none of them done; empty when only opinions moved.
        steps: Vec<u32>,
        /// Whether the open step is among them.
        #[serde(alias = "holds")]
        open_step_moved: bool,
        /// Why.
        reason: String,
    },
    /// A correction came after the leader's decision or the end of the journey: the process stays as it is.
    #[serde(alias = "correctionOvertaken")]
    CorrectionSuperseded(Box<CorrectedProcess>),
    /// A request is not waited for: the journey could not wait any more, or a newer payment took its place.
    #[serde(alias = "pauseLapsed")]
    RequestExpired {
        /// The request.
        #[serde(alias = "ask")]
        request: ApplicantRequest,
    },
    /// The answer to a request arrived that the journey did not wait for.
    #[serde(alias = "answerLapsed")]
    ExpiredRequestAnswered {
        /// The request.
        #[serde(alias = "ask")]
        request: ApplicantRequest,
    },
}

impl EventKind {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        self.name_and_reason().0
    }

    /// The reason that was given to routing itself, where one was.
    pub fn reason(&self) -> Option<&str> {
        self.name_and_reason().1
    }

    fn name_and_reason(&self) -> (&'static str, Option<&str>) {
        let name = match self {
            Self::Moved { reason, .. } => return ("moved", Some(reason)),
            Self::Started => "started",
            Self::Advanced => "advanced",
            Self::Paused => "paused",
            Self::Resumed { .. } => "resumed",
            Self::Completed => "completed",
            Self::WithdrawalRequested => "withdrawal_requested",
            Self::WithdrawalDeclined => "withdrawal_declined",
            Self::Stopped { .. } => "stopped",
            Self::Extended { .. } => "extended",
            Self::Rerouted { .. } => "rerouted",
            Self::DecisionAdopted => "decision_adopted",
            Self::Reopened { .. } => "reopened",
            Self::OpinionRequested(_) => "opinion_requested",
            Self::OpinionGiven { .. } => "opinion_given",
            Self::CorrectionSuperseded(_) => "correction_superseded",
            Self::RequestExpired { .. } => "request_expired",
            Self::ExpiredRequestAnswered { .. } => "expired_request_answered",
        };
        (name, None)
    }
}
