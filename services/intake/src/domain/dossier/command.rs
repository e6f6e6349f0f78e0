//! Commands to a dossier, from callers and event handlers.

use chrono::{DateTime, NaiveDate, Utc};
use motcua_contracts::ids::FeeId;

use super::correction::Correction;
use super::receipt::{Forwarding, Receipt};
use crate::domain::{DigitisedPaper, FeeDue, PaperHandedIn, PayableFee, PaymentMethod, Refund};

/// What a dossier is asked to do; receipts and payments are computed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Hand it in: the first command.
    Submit,
    /// Accept with this receipt.
    Accept(Receipt),
    /// Receive it at the counter of another agency and forward it to the competent one with this receipt.
    Forward(Forwarding),
    /// The competent agency receives a forwarded dossier, with this receipt.
    Receive(Receipt),
    /// Refuse to accept.
    Refuse {
        /// Why; mandatory (Mẫu 03).
        reason: String,
    },
    /// The office requests papers.
    RequestSupplement {
        /// Last day to hand them in.
        deadline: NaiveDate,
    },
    /// Hand in the requested papers.
    Supplement {
        /// The papers.
        papers: Vec<PaperHandedIn>,
    },
    /// Record the digitisation of papers, independently of the status.
    Digitise(Vec<DigitisedPaper>),
    /// The office demands a payment.
    RequireFee(FeeDue),
    /// Record the payment of a fee: of one that the office demanded, or of the fee of the procedure.
    Pay {
        /// The fee.
        paid: PayableFee,
        /// How it was paid.
        method: PaymentMethod,
        /// When the money was taken, which is before a late notification arrives.
        paid_at: DateTime<Utc>,
    },
    /// Record money for a fee that is owed no more.
    RecordSurplus {
        /// The fee.
        fee: FeeId,
        /// The amount in đồng.
        amount_vnd: u64,
    },
    /// Record the refund of a surplus.
    RecordRefund(Refund),
    /// The applicant withdraws the dossier, or asks to after the acceptance.
    Withdraw {
        /// Why; mandatory.
        reason: String,
    },
    /// The agency declines the withdrawal.
    DeclineWithdrawal,
    /// Correct it and issue this receipt.
    Correct(Correction, Receipt),
    /// Record that the leader decided.
    RecordDecision,
    /// Record that the decision was revoked: its result came back for an error.
    RevokeDecision,
    /// Record that the leader ended it without a result.
    Stop,
}
