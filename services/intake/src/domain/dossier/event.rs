//! Events of a dossier; private to intake, stored in its history.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::FeeId;
use serde::{Deserialize, Serialize};

use super::correction::CorrectedProcess;
use super::stage::Stage;
use crate::domain::{Applicant, DigitisedPaper, PaperHandedIn, PayableFee, PaymentMethod, Refund};

/// An event of a dossier with the stage after it; private to intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The kind of event.
    #[serde(flatten)]
    pub kind: EventKind,
    /// The stage from this event on.
    #[serde(alias = "then")]
    pub new_stage: Stage,
    /// How much of what was paid for the fee of the procedure is owed no more, in đồng: to be refunded.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub surplus_vnd: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(vnd: &u64) -> bool {
    *vnd == 0
}

/// The kind of an event. Histories written before the first release have some of the names given as aliases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum EventKind {
    /// Handed in.
    Submitted,
    /// Received at another counter and forwarded.
    Forwarded,
    /// Accepted.
    Accepted,
    /// Refused.
    Refused,
    /// Papers requested.
    #[serde(alias = "supplementAsked")]
    SupplementRequested,
    /// The requested papers handed in.
    Supplemented {
        /// The papers.
        papers: Vec<PaperHandedIn>,
    },
    /// Papers recorded as digitised.
    Digitised {
        /// Which, and how.
        papers: Vec<DigitisedPaper>,
    },
    /// A payment demanded by the office.
    #[serde(alias = "feeDemanded")]
    FeeRequired,
    /// Paid.
    FeePaid {
        /// The fee.
        paid: PayableFee,
        /// How it was paid.
        #[serde(alias = "way")]
        payment_method: PaymentMethod,
        /// When the money was taken.
        paid_at: DateTime<Utc>,
    },
    /// Money came for a fee that is owed no more; it is to be refunded.
    #[serde(alias = "surplusNoted")]
    SurplusRecorded {
        /// The fee.
        fee: FeeId,
        /// The amount in đồng.
        amount_vnd: u64,
    },
    /// A surplus refunded.
    Refunded(Refund),
    /// Withdrawn before it was accepted.
    Withdrawn,
    /// The applicant asked to withdraw it.
    #[serde(alias = "withdrawalAsked")]
    WithdrawalRequested {
        /// Why.
        reason: String,
    },
    /// The agency declined the withdrawal.
    #[serde(alias = "kept")]
    WithdrawalDeclined,
    /// Corrected.
    Corrected {
        /// The right procedure and case, when those were wrong.
        #[serde(alias = "way")]
        process: Option<CorrectedProcess>,
        /// Whether data of the applicant were wrong. The data themselves are stored in the dossier alone: it can be
        /// emptied when the law lets them be kept no longer, the history is permanent.
        applicant: bool,
        /// Why.
        reason: String,
        /// The right data, for the dossier.
        #[serde(skip)]
        corrected_applicant: Option<Applicant>,
    },
    /// The leader decided.
    Decided,
    /// The decision was revoked: an issued result came back for an error.
    #[serde(alias = "reopened")]
    DecisionRevoked,
    /// Ended without a result.
    Stopped,
}

impl Event {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match &self.kind {
            EventKind::Submitted => "submitted",
            EventKind::Forwarded => "forwarded",
            EventKind::Accepted => "accepted",
            EventKind::Refused => "refused",
            EventKind::SupplementRequested => "supplement_requested",
            EventKind::Supplemented { .. } => "supplemented",
            EventKind::Digitised { .. } => "digitised",
            EventKind::FeeRequired => "fee_required",
            EventKind::FeePaid { .. } => "fee_paid",
            EventKind::SurplusRecorded { .. } => "surplus_recorded",
            EventKind::Refunded(_) => "refunded",
            EventKind::Withdrawn => "withdrawn",
            EventKind::WithdrawalRequested { .. } => "withdrawal_requested",
            EventKind::WithdrawalDeclined => "withdrawal_declined",
            EventKind::Corrected { .. } => "corrected",
            EventKind::Decided => "decided",
            EventKind::DecisionRevoked => "decision_revoked",
            EventKind::Stopped => "stopped",
        }
    }

    /// Whether it is what the applicant does. Another account that does it acts on the applicant's behalf: a counter, but
    /// not the payment platform, which only reports.
    pub fn is_of_applicant(&self) -> bool {
        match &self.kind {
            EventKind::Submitted
            | EventKind::Supplemented { .. }
            | EventKind::FeePaid { payment_method: PaymentMethod::Counter, .. }
            | EventKind::Withdrawn
            | EventKind::WithdrawalRequested { .. } => true,
            EventKind::Forwarded
            | EventKind::Accepted
            | EventKind::Refused
            | EventKind::SupplementRequested
            | EventKind::Digitised { .. }
            | EventKind::FeeRequired
            | EventKind::FeePaid { payment_method: PaymentMethod::Online, .. }
            | EventKind::SurplusRecorded { .. }
            | EventKind::Refunded(_)
            | EventKind::WithdrawalDeclined
            | EventKind::Corrected { .. }
            | EventKind::Decided
            | EventKind::DecisionRevoked
            | EventKind::Stopped => false,
        }
    }

    /// The reason given, where one is mandatory.
    pub fn reason(&self) -> Option<&str> {
        match &self.kind {
            EventKind::WithdrawalRequested { reason }
            | EventKind::Corrected { reason, .. }
            | EventKind::Refunded(Refund { reason, .. }) => Some(reason),
            EventKind::Refused | EventKind::Withdrawn => self.new_stage.end_reason(),
            EventKind::Submitted
            | EventKind::Forwarded
            | EventKind::Accepted
            | EventKind::SupplementRequested
            | EventKind::Supplemented { .. }
            | EventKind::Digitised { .. }
            | EventKind::FeeRequired
            | EventKind::FeePaid { .. }
            | EventKind::SurplusRecorded { .. }
            | EventKind::WithdrawalDeclined
            | EventKind::Decided
            | EventKind::DecisionRevoked
            | EventKind::Stopped => None,
        }
    }
}
