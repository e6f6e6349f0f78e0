//! What became true of a dossier: private to intake, kept in its history.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::FeeId;
use serde::{Deserialize, Serialize};

use super::{RightWay, Stage};
use crate::domain::{Applicant, DigitisedPaper, Owed, PaperHandedIn, Refund, Way};

/// What became true, and where the dossier stands then; private to intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    #[serde(flatten)]
    pub what: What,
    /// Where the dossier stands from now on.
    pub then: Stage,
    /// How much of what was paid for the procedure's own fee is owed no more by this, in đồng: to be refunded.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub surplus_vnd: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_nothing(vnd: &u64) -> bool {
    *vnd == 0
}

/// What became true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum What {
    /// Handed in.
    Submitted,
    /// Received at another counter and sent on.
    Forwarded,
    /// Accepted.
    Accepted,
    /// Refused.
    Refused,
    /// Papers asked for.
    SupplementAsked,
    /// Papers handed in.
    Supplemented {
        /// The papers.
        papers: Vec<PaperHandedIn>,
    },
    /// Papers got into the electronic store.
    Digitised {
        /// Which, and how.
        papers: Vec<DigitisedPaper>,
    },
    /// A payment demanded.
    FeeDemanded,
    /// Paid.
    FeePaid {
        /// What.
        paid: Owed,
        /// In which way.
        way: Way,
        /// When the money was taken.
        paid_at: DateTime<Utc>,
    },
    /// Money came for a fee that is owed no more; it is to be refunded.
    SurplusNoted {
        /// For which.
        fee: FeeId,
        /// How much, in đồng.
        amount_vnd: u64,
    },
    /// A surplus was paid back.
    Refunded(Refund),
    /// Taken back before it was accepted.
    Withdrawn,
    /// The applicant wants it back.
    WithdrawalAsked {
        /// Why.
        reason: String,
    },
    /// The agency keeps it.
    Kept,
    /// Put right.
    Corrected {
        /// The right procedure and case, when those were wrong.
        way: Option<RightWay>,
        /// Whether data of the applicant were wrong. The data themselves stand in the dossier alone: it can be
        /// emptied when the law lets them be kept no longer, the history is for ever.
        applicant: bool,
        /// Why.
        reason: String,
        /// The right data, on their way to the dossier.
        #[serde(skip)]
        right_applicant: Option<Applicant>,
    },
    /// The leader decided.
    Decided,
    /// An issued result came back for an error.
    Reopened,
    /// Ended without a result.
    Stopped,
}

impl Event {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match &self.what {
            What::Submitted => "submitted",
            What::Forwarded => "forwarded",
            What::Accepted => "accepted",
            What::Refused => "refused",
            What::SupplementAsked => "supplement_asked",
            What::Supplemented { .. } => "supplemented",
            What::Digitised { .. } => "digitised",
            What::FeeDemanded => "fee_demanded",
            What::FeePaid { .. } => "fee_paid",
            What::SurplusNoted { .. } => "surplus_noted",
            What::Refunded(_) => "refunded",
            What::Withdrawn => "withdrawn",
            What::WithdrawalAsked { .. } => "withdrawal_asked",
            What::Kept => "kept",
            What::Corrected { .. } => "corrected",
            What::Decided => "decided",
            What::Reopened => "reopened",
            What::Stopped => "stopped",
        }
    }

    /// The reason given, where one is mandatory.
    pub fn reason(&self) -> Option<&str> {
        match (&self.what, &self.then) {
            (What::WithdrawalAsked { reason } | What::Corrected { reason, .. }, _)
            | (What::Refunded(Refund { reason, .. }), _)
            | (What::Refused, Stage::Refused { reason, .. })
            | (What::Withdrawn, Stage::Withdrawn { reason, .. }) => Some(reason),
            _ => None,
        }
    }
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    event.then.clone()
}
