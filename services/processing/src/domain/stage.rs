//! The life of a task: open in the unit's queue, claimed, paused while the dossier waits, done or closed.

mod command;
mod rules;

use chrono::{DateTime, Utc};
use motcua_contracts::ids::AccountId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use command::{Cause, Command, Decision, Extension, Fee, Refusal, Situation, Supplement};
pub use rules::decide;

/// Where a task stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// In the unit's queue.
    Open,
    /// Somebody works on it.
    Claimed {
        /// Who.
        by: AccountId,
    },
    /// The dossier waits; who worked on it goes on with it afterwards.
    Paused {
        /// Who worked on it.
        by: Option<AccountId>,
        /// Whether it waits for papers, and not for a payment.
        papers: bool,
    },
    /// Done.
    Done {
        /// Who did it.
        by: AccountId,
        /// What was decided, where it was a decision.
        granted: Option<bool>,
    },
    /// The journey ended without it.
    Closed,
}

/// The name of a stage, as lists are narrowed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// In the unit's queue.
    Open,
    /// Somebody works on it.
    Claimed,
    /// The dossier waits.
    Paused,
    /// Done.
    Done,
    /// The journey ended without it.
    Closed,
}

impl State {
    /// As tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Claimed => "claimed",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Closed => "closed",
        }
    }

    /// Whether nothing is left to do.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Closed)
    }
}

impl Stage {
    /// Its name; a task that does not exist is closed.
    pub fn state(&self) -> State {
        match self {
            Self::Open => State::Open,
            Self::Claimed { .. } => State::Claimed,
            Self::Paused { .. } => State::Paused,
            Self::Done { .. } => State::Done,
            Self::Absent | Self::Closed => State::Closed,
        }
    }

    /// Whether nothing is left to do.
    pub fn has_ended(&self) -> bool {
        self.state().has_ended()
    }

    /// Who holds it, or held it before the pause.
    pub fn claimed_by(&self) -> Option<AccountId> {
        match self {
            Self::Claimed { by } => Some(*by),
            Self::Paused { by, .. } => *by,
            _ => None,
        }
    }

    /// Who did it.
    pub fn done_by(&self) -> Option<AccountId> {
        match self {
            Self::Done { by, .. } => Some(*by),
            _ => None,
        }
    }
}

/// What became true; private to processing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// In the queue.
    Opened,
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
            Self::Claimed { .. } => "claimed",
            Self::Completed { .. } => "completed",
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
        | Event::WithdrawalNoted { stage }
        | Event::WithdrawalEnded { stage }
        | Event::WithdrawalDeclined { stage, .. } => stage.clone(),
        Event::Paused { by, papers } => Stage::Paused { by: *by, papers: *papers },
        Event::Completed { by, .. } => Stage::Done { by: *by, granted: None },
        Event::Decided { by, decision } => Stage::Done { by: *by, granted: Some(decision.granted()) },
        Event::Closed | Event::Stopped { .. } => Stage::Closed,
    }
}
