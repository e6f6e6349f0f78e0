//! Notices to the applicant about the work on a dossier, in the words that were written for them.

use chrono::NaiveDate;
use motcua_contracts::StopCause;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::lifecycle::{Decision, Event, Supplement};

/// A notice to the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Notice {
    /// Papers are missing (Mẫu 02).
    SupplementRequested {
        /// Which.
        papers: Vec<String>,
        /// Why.
        reason: String,
        /// Last day to hand them in, local.
        deadline: NaiveDate,
    },
    /// A payment is due before the work goes on.
    #[serde(rename_all = "camelCase")]
    FeeRequired {
        /// How much, in đồng.
        #[schema(example = 150_000)]
        amount_vnd: u64,
        /// What for.
        reason: String,
    },
    /// An apology: the result comes later (Mẫu 04).
    #[serde(rename_all = "camelCase")]
    Extended {
        /// Why.
        reason: String,
        /// The new day of the result, local.
        promised_on: NaiveDate,
    },
    /// The withdrawal is declined.
    WithdrawalDeclined {
        /// Why.
        reason: String,
    },
    /// The dossier ended without a result (Mẫu 05).
    Stopped {
        /// The cause.
        cause: StopCause,
        /// Why.
        reason: String,
    },
    /// What was applied for is refused, as a reasoned result.
    Refused {
        /// Why.
        reason: String,
    },
}

impl Notice {
    /// The notice that an event means for the applicant; notes and opinions are internal.
    pub fn of(event: Event) -> Option<Self> {
        Some(match event {
            Event::SupplementRequested { supplement, .. } => {
                let Supplement { reason, papers, deadline } = supplement;
                Self::SupplementRequested { papers, reason, deadline }
            }
            Event::FeeRequired { fee, .. } => Self::FeeRequired { amount_vnd: fee.amount_vnd, reason: fee.reason },
            Event::Extended { extension, .. } => {
                Self::Extended { reason: extension.reason, promised_on: extension.promised_on }
            }
            Event::WithdrawalDeclined { reason, .. } => Self::WithdrawalDeclined { reason },
            Event::Stopped { cause, reason, .. } => Self::Stopped { cause, reason },
            Event::Decided { decision: Decision::Refused { reason }, .. } => Self::Refused { reason },
            Event::Decided { decision: Decision::Granted { .. }, .. }
            | Event::Opened
            | Event::OpenedTooLate
            | Event::Claimed { .. }
            | Event::Completed { .. }
            | Event::OpinionGiven { .. }
            | Event::OpinionRequested { .. }
            | Event::Moved { .. }
            | Event::WithdrawalRequested { .. }
            | Event::WithdrawalEnded { .. }
            | Event::Paused { .. }
            | Event::Resumed { .. }
            | Event::Closed => return None,
        })
    }
}
