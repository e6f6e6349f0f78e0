//! The life of a dossier at intake: submitted, accepted or refused; then what the applicant is asked for and asks.

mod rules;

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::{FeeId, ProcedureId};
use serde::{Deserialize, Serialize};

use super::{Applicant, PaperHandedIn};
pub use rules::decide;

/// Where a dossier stands at intake; the national status is 1, 2, 3 or, when it ended without a result, 8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "camelCase")]
pub enum Stage {
    /// There is none.
    Absent,
    /// Mới đăng ký (1): waits to be received.
    Submitted {
        /// When it was handed in.
        at: DateTime<Utc>,
    },
    /// Được tiếp nhận (2): the receipt is issued, others work on it.
    Accepted {
        /// What the receipt says.
        receipt: Acceptance,
        /// What is open between office and applicant.
        open: Open,
    },
    /// Không được tiếp nhận (3).
    Refused {
        /// Why.
        reason: String,
    },
    /// Taken back before it was accepted (8): counted nowhere.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// Ended without a result (8).
    Stopped {
        /// What the receipt says.
        receipt: Acceptance,
    },
}

/// What is open between office and applicant: axes beside the status, each with a life of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Open {
    /// Last day to hand in the papers that were asked for, while they are.
    pub papers_until: Option<NaiveDate>,
    /// What is to be paid.
    pub fee: Option<FeeDue>,
    /// The applicant wants the dossier back.
    pub withdrawing: bool,
    /// The leader decided: nothing can be corrected or taken back any more.
    pub decided: bool,
}

/// A fee that is to be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeeDue {
    /// Its id.
    pub id: FeeId,
    /// How much, in đồng, which has no minor unit.
    pub amount_vnd: u64,
}

/// What the receipt says (Mẫu 01).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The legal code.
    pub code: String,
    /// When it was accepted: the clock starts.
    pub at: DateTime<Utc>,
    /// Due date version 1; only a correction computes it anew.
    pub due_at: DateTime<Utc>,
    /// Until when the receiving agency has it by plan, where the procedure goes through several (liên thông).
    #[serde(default)]
    pub local_due_at: Option<DateTime<Utc>>,
    /// Version of the procedure it follows for life.
    pub procedure_version: u32,
    /// Version of the calendar the due date was counted by.
    pub calendar_version: u32,
    /// Unit that received it.
    pub unit: String,
    /// How often the receipt was issued; more than once after a correction.
    #[serde(default = "first")]
    pub issue: u32,
}

fn first() -> u32 {
    1
}

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
    /// It is paid.
    Pay {
        /// Which.
        fee: FeeId,
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
        /// Which.
        fee: FeeId,
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
    /// Ended without a result.
    Stopped,
}

impl Event {
    /// Its name in the history.
    pub fn name(&self) -> &'static str {
        match &self.what {
            What::Submitted => "submitted",
            What::Accepted => "accepted",
            What::Refused => "refused",
            What::SupplementAsked => "supplement_asked",
            What::Supplemented { .. } => "supplemented",
            What::FeeDemanded => "fee_demanded",
            What::FeePaid { .. } => "fee_paid",
            What::Withdrawn => "withdrawn",
            What::WithdrawalAsked { .. } => "withdrawal_asked",
            What::Kept => "kept",
            What::Corrected { .. } => "corrected",
            What::Decided => "decided",
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
            | (What::Refused, Stage::Refused { reason })
            | (What::Withdrawn, Stage::Withdrawn { reason }) => Some(reason),
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
}

/// The stage after an event; the event carries all it needs.
pub fn evolve(event: &Event) -> Stage {
    event.then.clone()
}

impl Stage {
    /// The national status code; 0 for none.
    pub fn status(&self) -> i32 {
        match self {
            Self::Absent => 0,
            Self::Submitted { .. } => 1,
            Self::Accepted { .. } => 2,
            Self::Refused { .. } => 3,
            Self::Withdrawn { .. } | Self::Stopped { .. } => 8,
        }
    }

    /// The receipt, once there is one.
    pub fn receipt(&self) -> Option<&Acceptance> {
        match self {
            Self::Accepted { receipt, .. } | Self::Stopped { receipt } => Some(receipt),
            _ => None,
        }
    }

    /// What is open between office and applicant.
    pub fn open(&self) -> Option<&Open> {
        match self {
            Self::Accepted { open, .. } => Some(open),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
