//! Events of a task; private to processing.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::AccountId;
use motcua_contracts::{StopCause, UnitCode};
use serde::{Deserialize, Serialize};

use super::command::{Decision, Extension, Fee, Question, Supplement};
use super::stage::Stage;

/// An event of a task; private to processing. Histories of earlier releases have the names given as aliases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// In the queue.
    Opened,
    /// Opened by a correction after the dossier had ended: closed from the start.
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
        /// A note for colleagues.
        note: Option<String>,
    },
    /// The opinion that was asked for is given.
    OpinionGiven {
        /// By whom.
        by: AccountId,
        /// Its text.
        answer: String,
    },
    /// Another unit was asked for its opinion; the work goes on.
    #[serde(alias = "opinionAsked")]
    OpinionRequested {
        /// By whom.
        by: AccountId,
        /// Which unit, what, until when.
        question: Question,
        /// The stage of the task, as before.
        stage: Stage,
    },
    /// The unit's work moved to another unit: the task is in the queue of that unit.
    Moved {
        /// Code of the unit it was in.
        from: UnitCode,
        /// Code of the unit it is in now.
        to: UnitCode,
        /// The stage of the task in the other unit; its claim ends.
        stage: Stage,
    },
    /// Papers were asked for; the task is paused.
    #[serde(alias = "supplementAsked")]
    SupplementRequested {
        /// By whom.
        by: AccountId,
        /// For which, why, until when.
        supplement: Supplement,
    },
    /// A payment was required; the task is paused.
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
        /// The stage of the task, as before.
        stage: Stage,
    },
    /// The dossier ended without a result.
    Stopped {
        /// By which leader.
        by: AccountId,
        /// The cause.
        cause: StopCause,
        /// Why.
        reason: String,
    },
    /// The applicant requested the withdrawal.
    #[serde(alias = "withdrawalNoted")]
    WithdrawalRequested {
        /// The stage of the task, as before.
        stage: Stage,
    },
    /// The withdrawal was declined here.
    WithdrawalDeclined {
        /// By which leader.
        by: AccountId,
        /// Why.
        reason: String,
        /// The stage of the task, as before.
        stage: Stage,
    },
    /// The withdrawal request ended, declined by a command to another task: the work goes on.
    WithdrawalEnded {
        /// The stage of the task, as before.
        stage: Stage,
    },
    /// Paused with the clock of the dossier.
    Paused {
        /// Who worked on it.
        by: Option<AccountId>,
        /// Whether for papers, and not for a payment.
        papers: bool,
    },
    /// Resumed with the clock of the dossier.
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
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::OpenedTooLate => "opened_too_late",
            Self::Claimed { .. } => "claimed",
            Self::Completed { .. } => "completed",
            Self::OpinionGiven { .. } => "opinion_given",
            Self::OpinionRequested { .. } => "opinion_requested",
            Self::Moved { .. } => "moved",
            Self::SupplementRequested { .. } => "supplement_requested",
            Self::FeeRequired { .. } => "fee_required",
            Self::Extended { .. } => "extended",
            Self::Stopped { .. } => "stopped",
            Self::WithdrawalRequested { .. } => "withdrawal_requested",
            Self::WithdrawalDeclined { .. } => "withdrawal_declined",
            Self::WithdrawalEnded { .. } => "withdrawal_ended",
            Self::Paused { .. } => "paused",
            Self::Resumed { .. } => "resumed",
            Self::Decided { .. } => "decided",
            Self::Closed => "closed",
        }
    }

    /// Whether it creates the task's row.
    pub fn creates(&self) -> bool {
        match self {
            Self::Opened | Self::OpenedTooLate => true,
            Self::Claimed { .. }
            | Self::Completed { .. }
            | Self::OpinionGiven { .. }
            | Self::OpinionRequested { .. }
            | Self::Moved { .. }
            | Self::SupplementRequested { .. }
            | Self::FeeRequired { .. }
            | Self::Extended { .. }
            | Self::Stopped { .. }
            | Self::WithdrawalRequested { .. }
            | Self::WithdrawalDeclined { .. }
            | Self::WithdrawalEnded { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::Decided { .. }
            | Self::Closed => false,
        }
    }

    /// Whether it ends the dossier, and with it every task.
    pub fn stops_dossier(&self) -> bool {
        matches!(self, Self::Stopped { .. })
    }

    /// Whether it decides the dossier.
    pub fn decides_dossier(&self) -> bool {
        matches!(self, Self::Decided { .. })
    }

    /// The note for colleagues, where an officer wrote one; the applicant does not read it.
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Completed { note, .. } | Self::Decided { decision: Decision::Granted { note }, .. } => {
                note.as_deref()
            }
            Self::Opened
            | Self::OpenedTooLate
            | Self::Claimed { .. }
            | Self::OpinionGiven { .. }
            | Self::OpinionRequested { .. }
            | Self::Moved { .. }
            | Self::SupplementRequested { .. }
            | Self::FeeRequired { .. }
            | Self::Extended { .. }
            | Self::Stopped { .. }
            | Self::WithdrawalRequested { .. }
            | Self::WithdrawalDeclined { .. }
            | Self::WithdrawalEnded { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::Decided { decision: Decision::Refused { .. }, .. }
            | Self::Closed => None,
        }
    }

    /// The reason given, where one is mandatory.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::SupplementRequested { supplement, .. } => Some(&supplement.reason),
            Self::FeeRequired { fee, .. } => Some(&fee.reason),
            Self::Extended { extension, .. } => Some(&extension.reason),
            Self::Stopped { reason, .. }
            | Self::WithdrawalDeclined { reason, .. }
            | Self::Decided { decision: Decision::Refused { reason }, .. } => Some(reason),
            Self::Opened
            | Self::OpenedTooLate
            | Self::Claimed { .. }
            | Self::Completed { .. }
            | Self::OpinionGiven { .. }
            | Self::OpinionRequested { .. }
            | Self::Moved { .. }
            | Self::WithdrawalRequested { .. }
            | Self::WithdrawalEnded { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::Decided { decision: Decision::Granted { .. }, .. }
            | Self::Closed => None,
        }
    }
}
