//! What the API offers on a dossier that exists, and who may run it.

use motcua_contracts::ids::{FeeId, PaymentId};

use crate::domain::{Command, Correction};

/// A command, or what becomes one with a receipt or a payment.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Accept it and issue the receipt; at the counter of another agency, forward it with a receipt.
    Accept,
    /// Receive a forwarded dossier: the clock starts.
    Receive,
    /// Correct it and issue the receipt again.
    Correct(Correction),
    /// Record the payment of a fee at the counter.
    Pay {
        /// The payment.
        payment: PaymentId,
        /// The fee.
        fee: FeeId,
    },
    /// A command that needs nothing else.
    Command(Command),
}

/// Who runs an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunBy {
    /// The applicant, or any counter of the dossier on the applicant's behalf.
    Applicant,
    /// Any counter of the dossier, also the one that forwarded it.
    Counter,
    /// The agency or counter that has the dossier.
    Holder,
}

impl Operation {
    /// Who runs it.
    pub fn run_by(&self) -> RunBy {
        match self {
            Self::Accept | Self::Pay { .. } => RunBy::Counter,
            Self::Receive | Self::Correct(_) => RunBy::Holder,
            Self::Command(command) => match command {
                Command::Withdraw { .. } | Command::Supplement { .. } => RunBy::Applicant,
                Command::Digitise(_) => RunBy::Counter,
                Command::Submit
                | Command::Accept(_)
                | Command::Forward(_)
                | Command::Receive(_)
                | Command::Refuse { .. }
                | Command::RequestSupplement { .. }
                | Command::RequireFee(_)
                | Command::Pay { .. }
                | Command::RecordSurplus { .. }
                | Command::RecordRefund(_)
                | Command::DeclineWithdrawal
                | Command::Correct(..)
                | Command::RecordDecision
                | Command::RevokeDecision
                | Command::Stop => RunBy::Holder,
            },
        }
    }
}
