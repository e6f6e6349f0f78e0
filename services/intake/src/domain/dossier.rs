//! The life of a dossier at intake: submitted, perhaps forwarded, accepted or refused; then what the applicant is asked
//! for and asks.

mod event;
mod rules;
mod stage;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{FeeId, ProcedureId};
use serde::{Deserialize, Serialize};

use super::payment::Way;
use super::{Applicant, DigitisedPaper, Owed, PaperHandedIn, Refund};
pub use event::{Event, What, evolve};
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
    /// Papers got into the electronic store: an axis of each of them, beside the status.
    Digitise(Vec<DigitisedPaper>),
    /// The office demands a payment.
    DemandFee(FeeDue),
    /// What is owed is paid: demanded meanwhile, or the procedure's own fee, an axis beside the status.
    Pay {
        /// What.
        paid: Owed,
        /// In which way.
        way: Way,
        /// When the money was taken, which a late notice tells later.
        paid_at: DateTime<Utc>,
    },
    /// Money came for a fee that is owed no more.
    NoteSurplus {
        /// For which.
        fee: FeeId,
        /// How much, in đồng.
        amount_vnd: u64,
    },
    /// A surplus was paid back.
    NoteRefund(Refund),
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
    /// Its result came back for an error: the decision no longer stands.
    NoteRevocation,
    /// The leader ended it without a result.
    NoteStop,
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
    /// Nothing of the payment is to be refunded, or all of it was.
    NothingToRefund,
    /// Another sum is to be refunded than was given: it changed since it was read.
    OtherSurplus,
    /// The procedure is not received at this counter (any more).
    NotReceivedHere,
    /// The day named lies before the acceptance.
    BeforeAcceptance,
}

#[cfg(test)]
mod tests;
