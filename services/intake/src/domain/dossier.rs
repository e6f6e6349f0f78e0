//! The life of a dossier at intake: submitted, perhaps forwarded, accepted or refused; then what the applicant is asked
//! for and asks.

mod rules;
mod stage;

use chrono::NaiveDate;
use motcua_contracts::ids::{FeeId, ProcedureId};
use serde::{Deserialize, Serialize};

use super::payment::{Owed, Way};
use super::{Applicant, PaperHandedIn};
pub use rules::decide;
pub use stage::{Acceptance, FeeDue, Forwarding, Open, Stage};

/// What is put right after the acceptance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// The right procedure and case with the receipt they give, when those were wrong.
    pub way: Option<RightWay>,
    /// The right data of the applicant, when those were wrong.
    pub applicant: Option<Applicant>,
    /// Why; mandatory.
    pub reason: String,
}

/// The right procedure and case, and what follows from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RightWay {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its case.
    pub case_code: String,
}

/// What somebody asks, or an event demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Hand in.
    Submit,
    /// Accept with this receipt.
    Accept(Acceptance),
    /// Receive it outside the territory of the competent agency and send it on with this receipt.
    Forward(Forwarding),
    /// The competent agency receives what was sent on, with this receipt.
    Receive(Acceptance),
    /// Refuse to accept.
    Refuse {
        /// Why; mandatory (Mẫu 03).
        reason: String,
    },
    /// The office asks for papers.
    AskSupplement {
        /// Last day to hand them in.
        deadline: NaiveDate,
    },
    /// The papers asked for are handed in.
    Supplement {
        /// The papers.
        papers: Vec<PaperHandedIn>,
    },
    /// The office demands a payment.
    DemandFee(FeeDue),
    /// What is owed is paid: demanded meanwhile, or the procedure's own fee, an axis beside the status.
    Pay(Owed, Way),
    /// Money came for a fee that is owed no more.
    NoteSurplus {
        /// For which.
        fee: FeeId,
        /// How much, in đồng.
        amount_vnd: u64,
    },
    /// The applicant wants the dossier back.
    Withdraw {
        /// Why; mandatory.
        reason: String,
    },
    /// The agency keeps it.
    Keep,
    /// Put right what was wrong, with the receipt that follows.
    Correct(Correction, Acceptance),
    /// The leader decided.
    NoteDecision,
    /// An issued result came back for an error.
    NoteReopening,
    /// The leader ended it without a result.
    NoteStop,
}

/// What became true, and where the dossier stands then; private to intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    #[serde(flatten)]
    pub what: What,
    /// Where the dossier stands from now on.
    pub then: Stage,
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
    /// A payment demanded.
    FeeDemanded,
    /// Paid.
    FeePaid {
        /// What.
        paid: Owed,
        /// In which way.
        way: Way,
    },
    /// Money came for a fee that is owed no more; it is to be refunded.
    SurplusNoted {
        /// For which.
        fee: FeeId,
        /// How much, in đồng.
        amount_vnd: u64,
    },
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
            What::FeeDemanded => "fee_demanded",
            What::FeePaid { .. } => "fee_paid",
            What::SurplusNoted { .. } => "surplus_noted",
            What::Withdrawn => "withdrawn",
            What::WithdrawalAsked { .. } => "withdrawal_asked",
            What::Kept => "kept",
            What::Corrected { .. } => "corrected",
            What::Decided => "decided",
            What::Reopened => "reopened",
            What::Stopped => "stopped",
        }
    }

    /// The papers that came in with it.
    pub fn papers(&self) -> &[PaperHandedIn] {
        match &self.what {
            What::Supplemented { papers } => papers,
            _ => &[],
        }
    }

    /// The reason given, where one is mandatory.
    pub fn reason(&self) -> Option<&str> {
        match (&self.what, &self.then) {
            (What::WithdrawalAsked { reason } | What::Corrected { reason, .. }, _)
            | (What::Refused, Stage::Refused { reason, .. })
            | (What::Withdrawn, Stage::Withdrawn { reason, .. }) => Some(reason),
            _ => None,
        }
    }
}

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such dossier, or not one the caller may see.
    NotFound,
    /// The status does not allow it.
    WrongStage,
    /// The leader has decided: it is too late.
    DecidedAlready,
    /// No such fee is to be paid.
    NoSuchFee,
    /// The fee is paid: nobody pays twice.
    PaidAlready,
    /// The procedure is not received at this counter (any more).
    NotReceivedHere,
    /// The day named lies before the acceptance.
    BeforeAcceptance,
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    event.then.clone()
}

#[cfg(test)]
mod tests;
