//! What can happen to a task, and the stage it leads to.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::AccountId;
use serde::{Deserialize, Serialize};

use super::{Cause, Decision, Extension, Fee, Question, Stage, Supplement};

/// What became true; private to processing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// In the queue.
    Opened,
    /// Opened by a correction that crossed the end of the dossier: closed from the start.
    OpenedTooLate,
    /// Taken from the queue.
    Claimed {
        /// By whom.
        by: AccountId,
    },
    /// The work is done.
    Completed {
        /// By whom.
        by: AccountId,
        /// What to know about it.
        note: Option<String>,
    },
    /// The opinion that was asked for is given.
    OpinionGiven {
        /// By whom.
        by: AccountId,
        /// What it says.
        answer: String,
    },
    /// Another unit asked for its opinion; the work goes on meanwhile.
    OpinionAsked {
        /// By whom.
        by: AccountId,
        /// Which unit, what, until when.
        question: Question,
        /// Where the task stands, as before.
        stage: Stage,
    },
    /// The unit's work moved to another unit: the task stands in that one's queue.
    Moved {
        /// Code of the unit it was in.
        from: String,
        /// Code of the unit it is in now.
        to: String,
        /// Where the task stands; who held it belongs to the other unit.
        stage: Stage,
    },
    /// Papers asked for; the task waits.
    SupplementAsked {
        /// By whom.
        by: AccountId,
        /// For which, why, until when.
        supplement: Supplement,
    },
    /// A payment demanded; the task waits.
    FeeRequired {
        /// By whom.
        by: AccountId,
        /// How much, and what for.
        fee: Fee,
    },
    /// A later date promised.
    Extended {
        /// By which leader.
        by: AccountId,
        /// Why, and until when.
        extension: Extension,
        /// Where the task stands, as before.
        stage: Stage,
    },
    /// The dossier ended without a result.
    Stopped {
        /// By which leader.
        by: AccountId,
        /// What kind of end.
        cause: Cause,
        /// Why.
        reason: String,
    },
    /// The applicant wants the dossier back.
    WithdrawalNoted {
        /// Where the task stands, as before.
        stage: Stage,
    },
    /// The dossier is kept.
    WithdrawalDeclined {
        /// By which leader.
        by: AccountId,
        /// Why.
        reason: String,
        /// Where the task stands, as before.
        stage: Stage,
    },
    /// The agency kept the dossier.
    WithdrawalEnded {
        /// Where the task stands, as before.
        stage: Stage,
    },
    /// The dossier waits.
    Paused {
        /// Who worked on it.
        by: Option<AccountId>,
        /// Whether for papers, and not for a payment.
        papers: bool,
    },
    /// The dossier goes on.
    Resumed {
        /// Who worked on it.
        by: Option<AccountId>,
        /// When the whole dossier is due now.
        dossier_due_at: DateTime<Utc>,
    },
    /// Decided.
    Decided {
        /// By whom.
        by: AccountId,
        /// How.
        decision: Decision,
    },
    /// The journey ended without it.
    Closed,
}

impl Event {
    /// Its name in history and audit trail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::OpenedTooLate => "opened_too_late",
            Self::Claimed { .. } => "claimed",
            Self::Completed { .. } => "completed",
            Self::OpinionGiven { .. } => "opinion_given",
            Self::OpinionAsked { .. } => "opinion_asked",
            Self::Moved { .. } => "moved",
            Self::SupplementAsked { .. } => "supplement_asked",
            Self::FeeRequired { .. } => "fee_required",
            Self::Extended { .. } => "extended",
            Self::Stopped { .. } => "stopped",
            Self::WithdrawalNoted { .. } => "withdrawal_noted",
            Self::WithdrawalDeclined { .. } => "withdrawal_declined",
            Self::WithdrawalEnded { .. } => "withdrawal_ended",
            Self::Paused { .. } => "paused",
            Self::Resumed { .. } => "resumed",
            Self::Decided { .. } => "decided",
            Self::Closed => "closed",
        }
    }

    /// The reason given, where one is mandatory.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::SupplementAsked { supplement, .. } => Some(&supplement.reason),
            Self::FeeRequired { fee, .. } => Some(&fee.reason),
            Self::Extended { extension, .. } => Some(&extension.reason),
            Self::Stopped { reason, .. }
            | Self::WithdrawalDeclined { reason, .. }
            | Self::Decided { decision: Decision::Refused { reason }, .. } => Some(reason),
            _ => None,
        }
    }
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    match event {
        Event::Opened | Event::Resumed { by: None, .. } => Stage::Open,
        Event::Claimed { by } | Event::Resumed { by: Some(by), .. } => Stage::Claimed { by: *by },
        Event::SupplementAsked { by, .. } => Stage::Paused { by: Some(*by), papers: true },
        Event::FeeRequired { by, .. } => Stage::Paused { by: Some(*by), papers: false },
        Event::Extended { stage, .. }
        | Event::OpinionAsked { stage, .. }
        | Event::Moved { stage, .. }
        | Event::WithdrawalNoted { stage }
        | Event::WithdrawalEnded { stage }
        | Event::WithdrawalDeclined { stage, .. } => stage.clone(),
        Event::Paused { by, papers } => Stage::Paused { by: *by, papers: *papers },
        Event::Completed { by, .. } | Event::OpinionGiven { by, .. } => Stage::Done { by: *by, granted: None },
        Event::Decided { by, decision } => Stage::Done { by: *by, granted: Some(decision.granted()) },
        Event::Closed | Event::OpenedTooLate | Event::Stopped { .. } => Stage::Closed,
    }
}
